import { cpuTimeMs } from "../lib/machine.ts";
import { runWrk } from "../lib/wrk.ts";
import { price } from "../orders/clients.ts";
import type { Copy } from "../orders/copy.ts";
import { until } from "../orders/shop.ts";
import type { Side } from "./sides.ts";

/** A request that is made again and again. */
export interface Path {
  readonly name: string;
  readonly path: string;
  /** Sent with a POST; a GET has none. */
  readonly body?: string;
}

/** What one side did in one turn. */
export interface Turn {
  readonly requestsPerSecond: number;
  readonly latencyMsP50: number;
  /** The worse of the two generators'. */
  readonly latencyMsP99: number;
  /** Orders that were billed, from the first request until all were; of reads none. */
  readonly billedPerSecond?: number;
  /** Processor time for each request, microseconds, by what did it. */
  readonly cpuUs: Readonly<Record<string, number>>;
}

/** Connections of each of the two generators. */
const connections = 16;

const askOf = (copy: Copy): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${copy.password("aws/write-token")}`,
  "content-type": "application/json",
});

const cpuOf = (side: Side): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries({ ...side.processes(), servers: side.servers() }).map(([what, pids]) => [
      what,
      pids.reduce((sum, pid) => sum + (cpuTimeMs(pid) ?? 0), 0),
    ]),
  );

/** Makes a movie on a side, and a page full of others. @returns what is asked there. */
export const pathsOf = async (copy: Copy, { urls }: Side): Promise<readonly Path[]> => {
  const make = async (): Promise<string> => {
    const body = JSON.stringify({ title: "Alien", director: "Ridley Scott", ...price });
    const answer = await fetch(`${urls[0]}/api/movies`, {
      method: "POST",
      headers: askOf(copy),
      body,
    });
    if (answer.status !== 201) throw new Error(`the movie was not made: ${answer.status}`);
    return ((await answer.json()) as { id: string }).id;
  };
  const id = await make();
  for (let more = 0; more < 19; more++) await make();
  const body = JSON.stringify({ user_id: "ripley", movie_id: id, ...price });
  return [
    { name: "one movie", path: `/api/movies/${id}` },
    { name: "a page of 20", path: "/api/movies?limit=20" },
    { name: "an order", path: "/api/orders", body },
  ];
};

/** As many requests as go through in that time; of orders, until all are billed. @throws when one fails */
export const turn = async (
  copy: Copy,
  side: Side,
  { path, body }: Path,
  seconds: number,
): Promise<Turn> => {
  const before = cpuOf(side);
  const beganMs = performance.now();
  const results = await Promise.all(
    side.urls.map((url) => {
      const post = body === undefined ? {} : { body };
      return runWrk({ url: `${url}${path}`, connections, seconds, headers: askOf(copy), ...post });
    }),
  );
  const failed = results.find(({ badStatuses, socketErrors }) => badStatuses + socketErrors > 0);
  if (failed) throw new Error(`${side.name} failed under load: ${JSON.stringify(failed)}`);
  const requests = results.reduce((sum, each) => sum + each.requests, 0);
  const isOrder = body !== undefined;
  if (isOrder) await billed(copy, side);
  const tookS = (performance.now() - beganMs) / 1000;
  const after = cpuOf(side);
  return {
    requestsPerSecond: results.reduce((sum, each) => sum + each.requestsPerSecond, 0),
    latencyMsP50: results.reduce((sum, each) => sum + each.latencyMsP50, 0) / results.length,
    latencyMsP99: Math.max(...results.map((each) => each.latencyMsP99)),
    ...(isOrder && { billedPerSecond: requests / tookS }),
    cpuUs: Object.fromEntries(
      Object.entries(after).map(([what, ms]) => [
        what,
        ((ms - (before[what] ?? 0)) * 1000) / requests,
      ]),
    ),
  };
};

/** Waits until nothing is left to bill, so that no turn works for the one before. */
const billed = async (copy: Copy, { orders }: Side): Promise<void> => {
  await using sql = copy.sql(orders);
  await until("all is billed", async () => {
    const [row] = await sql`select exists (select from orders where status = 'PENDING') as waits`;
    return row?.waits === false;
  });
};
