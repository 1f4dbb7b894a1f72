import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync, symlinkSync } from "node:fs";
import { SQL } from "bun";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import type { SystemView } from "#plinth/local/copies/view.ts";
import { tempProject } from "../temp-project.ts";
import { missingServers } from "./missing-servers.ts";
import { isReady, nodeIn, pidOf, podsIn, type UpCopy, upIn, urlIn } from "./up.ts";

setDefaultTimeout(300_000);

const root = Bun.fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

if (missingServers !== undefined) afterAll(() => console.warn(`skipped: ${missingServers}`));

/** The system with its programs, in a project of its own, so that its state is nobody else's. */
const projectOf = () => {
  const project = tempProject({ "package.json": "{}" });
  for (const name of ["node_modules", "services", "systems"]) {
    symlinkSync(`${root}/${name}`, project.at(name));
  }
  return project;
};

interface Movie {
  readonly id: string;
}
interface Order {
  readonly id: string;
  readonly status: string;
}

/** A client in front of the balancer. */
const clientOf = (copy: UpCopy, view: SystemView) => {
  const base = urlIn(view, "aws/vpc/alb");
  const passwords = JSON.parse(readFileSync(`${copy.folder}/volumes/passwords.json`, "utf8"));
  const authorization = `Bearer ${passwords["aws/write-token"]}`;
  const ask = (method: string, path: string, body?: unknown, key?: string) =>
    fetch(`${base}${path}`, {
      method,
      headers: {
        authorization,
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const billing = () => {
    const url = new URL(urlIn(view, "aws/vpc/db/billing"));
    url.password = passwords["aws/vpc/db/billing"];
    return new SQL(url, { max: 1 });
  };
  return { ask, billing };
};

const price = { price: "4.99", currency: "USD" };

/** Places orders one after the other until it is told to stop; asks again where no answer came. */
const shopper = (client: ReturnType<typeof clientOf>, movie: Movie) => {
  const accepted: string[] = [];
  let going = true;
  const place = async (key: string): Promise<void> => {
    while (going) {
      const order = { user_id: "ada", movie_id: movie.id, ...price };
      const answer = await client.ask("POST", "/api/orders", order, key).catch(() => undefined);
      if (answer?.status === 202) {
        accepted.push(((await answer.json()) as Order).id);
        return;
      }
      await Bun.sleep(20);
    }
  };
  const done = (async () => {
    while (going) await place(crypto.randomUUID());
    return accepted;
  })();
  const stop = (): Promise<readonly string[]> => {
    going = false;
    return done;
  };
  const more = async (count: number): Promise<void> => {
    const wanted = accepted.length + count;
    while (accepted.length < wanted) await Bun.sleep(5);
  };
  return { more, stop };
};

const kill = (copy: UpCopy, pod: string): void => {
  process.kill(pidOf(copy, pod), "SIGKILL");
};

describe.skipIf(missingServers !== undefined)("the production profile on this machine", () => {
  test("orders go through, nothing is behind the balancer but the gateway, and kill -9 loses none", async () => {
    using project = projectOf();
    const file = project.at("systems/cloud-design/system.ts");
    const request = { file, profile: "prod" };
    await using copy = await upIn(project, request);
    const view = await copy.until("everything is ready", isReady);
    expect(nodeIn(view, "aws/vpc/main/orders").replicas).toMatchObject({ ready: 3 });
    const client = clientOf(copy, view);
    for (const path of ["/inventory/movies", "/billing/orders", "/"]) {
      expect([path, (await client.ask("GET", path)).status]).toEqual([path, 404]);
    }

    const seeded = await (await client.ask("GET", "/api/movies")).json();
    expect(seeded).toMatchObject({ items: { length: 6 } });
    const made = await client.ask("POST", "/api/movies", {
      title: "Alien",
      director: "Ridley Scott",
      ...price,
    });
    expect(made.status).toBe(201);
    const shopping = shopper(client, (await made.json()) as Movie);
    const worker = (): string => podsIn(view, "aws/vpc/main/billing-worker")[0]?.name ?? "";
    for (const victim of ["db-0", "orders-1", worker()]) {
      await shopping.more(20);
      kill(copy, victim);
    }
    await copy.event("the standby took over", ({ reason }) => reason === "FailedOver");
    await shopping.more(20);
    const accepted = await shopping.stop();

    const ended = async (id: string): Promise<string> => {
      for (;;) {
        const answer = await client.ask("GET", `/api/orders/${id}`).catch(() => undefined);
        const order = answer?.ok ? ((await answer.json()) as Order) : undefined;
        if (order && order.status !== "PENDING") return order.status;
        await Bun.sleep(20);
      }
    };
    const states = new Set<string>();
    for (const id of accepted) states.add(await ended(id));
    expect([...states]).toEqual(["PROCESSED"]);
    await using sql = client.billing();
    const charged = (await sql`select order_id from charges`).map(
      ({ order_id }: { order_id: string }) => order_id,
    );
    expect(charged.toSorted()).toEqual([...new Set(accepted)].toSorted());
    await copy.until("all is well again", isReady);

    const { runId } = copy.state;
    await copy.control.down();
    expect(markedProcesses(`PLINTH_RUN=${runId}`)).toEqual([]);
  });
});
