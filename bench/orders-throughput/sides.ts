import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startNginx } from "../lib/nginx.ts";
import { type Server, startServer } from "../lib/server.ts";
import { Copy, nodes } from "../orders/copy.ts";

/** One of the two that are compared, and where it is asked. */
export interface Side {
  readonly name: "plinth" | "nginx" | "bare";
  /** One address for each of the two load generators. */
  readonly urls: readonly [string, string];
  /** The node of the database where its orders are kept. */
  readonly orders: string;
  /** The processes that are this side's alone, by what they do. */
  readonly processes: () => Readonly<Record<string, readonly number[]>>;
  /** Those of databases and brokers, which are the same for both. */
  readonly servers: () => readonly number[];
}

/** So many replicas has each service, on either side. */
export const replicas = 2;

const bare = {
  inventory: `${nodes.database}/inventory-bare`,
  orders: `${nodes.database}/billing-bare`,
  broker: "aws/vpc/main/orders-bare",
} as const;

/** Refuses nobody, for all load comes from one address. */
const unlimited = { RATE_LIMIT: "0" } as const;

/** What the system file says of every program, for those that are started without it. */
const settings = { DATABASE_POOL_MAX: "4", TRUSTED_HOPS: "1", ...unlimited } as const;

/**
 * The system with as many replicas as it begins with and no limit of its door, and with databases and
 * brokers of the same kind for the other side: what either keeps is in servers that are the same.
 */
export const upBoth = (profile: "prod" | "dev"): Promise<Copy> =>
  Copy.up({
    profile,
    instead: {
      "scale: { min: 2, max: 5,": `scale: { min: ${replicas}, max: ${replicas},`,
      'TRUSTED_HOPS: "1",': `TRUSTED_HOPS: "1", RATE_LIMIT: "${unlimited.RATE_LIMIT}",`,
      'const writeToken = aws.secret("write-token");': `
        db.database("inventory-bare", { connections: 40 });
        db.database("billing-bare", { connections: 50 });
        cluster.rabbitmq("orders-bare", {
          version: "4.2", members: prod ? 3 : 1, storage: "10GiB",
        });
        const writeToken = aws.secret("write-token");`,
    },
  });

const programs = [nodes.door, nodes.inventory, nodes.billing, nodes.worker];

const processesOf = (copy: Copy) => {
  const pids = (...whats: readonly string[]): readonly number[] =>
    whats.flatMap((what) => copy.pidOf(what) ?? []);
  return {
    programs: programs.flatMap((id) => pids(...copy.pods(id).map(({ name }) => name))),
    gateway: pids("gateway"),
    supervisor: [copy.supervisor],
  };
};

/** Whatever else the copy has started. */
const serversOf = (copy: Copy) => (): readonly number[] => {
  const others = new Set(Object.values(processesOf(copy)).flat());
  const pids = copy.processes().map(({ pid }) => pid);
  return pids.filter((pid) => !others.has(pid));
};

/** What Plinth runs, asked at the balancer. */
export const plinthSide = (copy: Copy): Side => {
  const [url = "nowhere"] = copy.node(nodes.balancer).endpoints;
  return {
    name: "plinth",
    urls: [url, url],
    orders: `${nodes.database}/billing`,
    processes: () => processesOf(copy),
    servers: serversOf(copy),
  };
};

/** The address of a server's member itself, past every door of Plinth, with the password. */
const memberUrl = (
  copy: Copy,
  server: string,
  role: string | undefined,
  share = server,
): string => {
  const [member] = copy.pods(server, role);
  const url = new URL(copy.node(share).endpoints[0] ?? "");
  url.host = new URL(member?.address ?? "").host;
  url.password = copy.password(share);
  return url.href;
};

const start = (
  name: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Server> => {
  const main = fileURLToPath(new URL(`../../services/${folder}/src/main.ts`, import.meta.url));
  return startServer({
    name,
    command: [process.execPath, main],
    env: { HOST: "127.0.0.1", PORT: "0", DRAIN_DELAY: "0s", ...settings, ...env },
    address: (line) => /"event":"listening","url":"([^"]+)"/.exec(line)?.[1],
  });
};

/** Started bare: a column of services for each replica, with nothing between them. */
export interface Bare extends AsyncDisposable {
  readonly side: Side;
  /** The same columns behind nginx, which balances between the two: what a balancer alone costs. */
  readonly behindNginx: Side;
}

/** Where programs of the copy send their traces: bare ones send theirs there too, so that all do the same. */
const telemetryOf = (copy: Copy): Readonly<Record<string, string>> => {
  const [pod] = copy.pods(nodes.inventory);
  const environment = readFileSync(`/proc/${copy.pidOf(pod?.name ?? "")}/environ`, "utf8");
  const lines = environment.split("\0").filter((line) => line.startsWith("OTEL_EXPORTER_"));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
};

/**
 * The same programs with the same settings, and nothing between: the first replica of one calls the first
 * of the other, and the second the second.
 */
export const startBare = async (copy: Copy): Promise<Bare> => {
  const WRITE_TOKEN = copy.password("aws/write-token");
  const database = (share: string): string => memberUrl(copy, nodes.database, "primary", share);
  const kept = {
    DATABASE_URL: database(bare.orders),
    AMQP_URL: memberUrl(copy, bare.broker, undefined),
  };
  const telemetry = telemetryOf(copy);
  const started: Server[] = [];
  const begin = async (
    name: string,
    folder: string,
    env: Readonly<Record<string, string>>,
  ): Promise<Server> => {
    const server = await start(name, folder, { ...telemetry, ...env });
    started.push(server);
    return server;
  };
  const column = async (): Promise<Server> => {
    const DATABASE_URL = database(bare.inventory);
    const inventory = await begin("inventory", "inventory", { DATABASE_URL, WRITE_TOKEN });
    const INVENTORY_URL = inventory.url;
    const billing = await begin("billing", "billing", { ...kept, WRITE_TOKEN, ROLE: "api" });
    await begin("billing-worker", "billing", { ...kept, INVENTORY_URL, ROLE: "worker" });
    const BILLING_URL = billing.url;
    return await begin("gateway", "api-gateway", { INVENTORY_URL, BILLING_URL, WRITE_TOKEN });
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()));
  };
  try {
    const [first, second] = [await column(), await column()];
    const programs = started.map(({ pid }) => pid);
    const nginx = await startNginx([first, second]);
    started.push(nginx);
    const side = {
      urls: [first.url, second.url],
      orders: bare.orders,
      processes: () => ({ programs }),
      servers: serversOf(copy),
    } as const;
    const behindNginx = {
      ...side,
      name: "nginx",
      urls: [nginx.url, nginx.url],
      processes: () => ({ programs, nginx: [nginx.pid] }),
    } as const;
    return { side: { ...side, name: "bare" }, behindNginx, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
