import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { missingServers } from "../../test/up/missing-servers.ts";
import { randomOf } from "../lib/random.ts";
import { placeOrders, price } from "./clients.ts";
import { Copy, nodes } from "./copy.ts";
import { longestGap } from "./gaps.ts";
import { deadIn, makeMovie, until } from "./shop.ts";

setDefaultTimeout(300_000);

/** The gateway's whole budget, and a little for a busy machine, ms. */
const refusedWithinMs = 6_500;

/** A process and those that it has started. */
const withChildren = (pid: number): readonly number[] => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return [pid, ...children.split(" ").filter(Boolean).map(Number)];
};

interface Order {
  readonly id: string;
  readonly status: string;
}

describe.skipIf(missingServers !== undefined)("what a copy of Cloud-Design does when", () => {
  let copy: Copy;
  let movie: string;
  beforeAll(async () => {
    copy = await Copy.up({ profile: "prod" });
    movie = await makeMovie(copy);
  });
  afterAll(() => copy?.[Symbol.asyncDispose]());

  const place = (): Promise<Response> =>
    copy.ask("POST", "/api/orders", { user_id: "ripley", movie_id: movie, ...price });
  const accept = async (): Promise<Order> => {
    const answer = await place();
    const body = await answer.text();
    expect(`${answer.status} ${body}`).toStartWith("202 ");
    return JSON.parse(body) as Order;
  };
  const orderOf = async (id: string): Promise<Order | undefined> => {
    const answer = await copy.ask("GET", `/api/orders/${id}`);
    return answer.ok ? ((await answer.json()) as Order) : undefined;
  };
  const processed = (id: string) =>
    until("the order is PROCESSED", async () => (await orderOf(id))?.status === "PROCESSED");
  // Ready, a primary still holds commits back for a moment while its standby comes back: refused, not lost.
  const acceptsAgain = () =>
    until("orders are accepted", async () => (await place()).status === 202);
  const well = () => until("the copy is ready", () => copy.view().state === "ready");
  const inSync = () =>
    until("the standby has every commit", () => {
      const members = copy.pods(nodes.database);
      return members.length === 2 && members.every(({ ready }) => ready) && copy.isInSync;
    });
  const kill = (pods: readonly { readonly name: string }[]): void => {
    for (const { name } of pods) process.kill(copy.pidOf(name) ?? Number.NaN, "SIGKILL");
  };

  test("nothing is wrong: a movie is listed, and an order of it is PENDING, then PROCESSED", async () => {
    const list = await (await copy.ask("GET", "/api/movies?limit=100")).json();
    const listed = expect.arrayContaining([expect.objectContaining({ id: movie, ...price })]);
    expect(list).toMatchObject({ items: listed });
    const order = await accept();
    expect(order.status).toBe("PENDING");
    await processed(order.id);
  });

  test("all brokers are killed: orders are accepted, and billed when brokers are back by themselves", async () => {
    kill(copy.pods(nodes.broker));
    const placed: Order[] = [];
    for (let i = 0; i < 20; i++) placed.push(await accept());
    expect((await orderOf(placed.at(-1)?.id ?? ""))?.status).toBe("PENDING");
    for (const { id } of placed) await processed(id);
    await well();
  });

  test("the primary of the database is killed: no row is lost, and writes resume in under 5 s", async () => {
    const [old] = copy.pods(nodes.database, "primary");
    if (!old) throw new Error("there is no primary");
    let isOver = false;
    const placing = placeOrders(copy, movie, randomOf, () => isOver);
    await Bun.sleep(1_000);
    kill([old]);
    await until("another one is primary", () =>
      copy.pods(nodes.database, "primary").some(({ name }) => name !== old.name),
    );
    await until("the old one is its standby", () =>
      copy.pods(nodes.database, "standby").some(({ name, ready }) => name === old.name && ready),
    );
    isOver = true;
    const { accepted } = await placing;
    const { ms } = longestGap(accepted);
    console.log(`writes resumed after ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(5_000);
    await using sql = copy.billing();
    const kept: { id: string }[] = await sql`select id from orders`;
    const ids = new Set(kept.map(({ id }) => id));
    expect(accepted.filter(({ id }) => !ids.has(id))).toEqual([]);
    await well();
  });

  test("a message cannot be read: it is in the dead-letter queue, and the worker's metrics say so", async () => {
    const page = copy.node(nodes.broker).endpoints.find((url) => url.startsWith("http"));
    const answer = await fetch(`${page}/api/exchanges/%2F/amq.default/publish`, {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa(`orders:${copy.password(nodes.broker)}`)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        properties: { delivery_mode: 2 },
        routing_key: "orders",
        payload: "{ not an order",
        payload_encoding: "string",
      }),
    });
    expect(await answer.json()).toEqual({ routed: true });
    await until("it is in the dead-letter queue", async () => (await deadIn(copy)) === 1);
    await processed((await accept()).id);
  });

  test("the database is stopped: 503 in bounded time, and all is well when it is started", async () => {
    for (const member of ["db-1", "db-0"]) {
      expect((await copy.verb("stop", member)).exitCode).toBe(0);
    }
    for (const ask of [() => copy.ask("GET", "/api/movies"), place]) {
      const beganMs = performance.now();
      const answer = await ask();
      expect(answer.status).toBe(503);
      expect(answer.headers.has("retry-after")).toBe(true);
      expect(performance.now() - beganMs).toBeLessThan(refusedWithinMs);
    }
    for (const member of ["db-0", "db-1"]) {
      expect((await copy.verb("start", member)).exitCode).toBe(0);
    }
    await well();
    await acceptsAgain();
    await processed((await accept()).id);
  });

  test("the primary says nothing any more: the standby takes over by itself", async () => {
    await inSync();
    const [old] = copy.pods(nodes.database, "primary");
    for (const pid of withChildren(copy.pidOf(old?.name ?? "") ?? Number.NaN)) {
      process.kill(pid, "SIGSTOP");
    }
    const beganMs = performance.now();
    const { status } = await place();
    expect([202, 503]).toContain(status);
    expect(performance.now() - beganMs).toBeLessThan(refusedWithinMs);
    await until("another one is primary", () =>
      copy.pods(nodes.database, "primary").some(({ name }) => name !== old?.name),
    );
    await acceptsAgain();
    await well();
  });

  test("it goes down and up: what it knew it knows; with its volumes it is gone", async () => {
    const { id } = await accept();
    expect((await copy.verb("down")).exitCode).toBe(0);
    await copy.again();
    await processed(id);
    expect(copy.keepsData).toBe(true);
    expect((await copy.verb("down", "--volumes")).exitCode).toBe(0);
    expect(copy.keepsData).toBe(false);
  });
});
