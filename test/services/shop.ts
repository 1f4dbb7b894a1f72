import { join } from "node:path";
import { freePort } from "plinth-service-kit/testing/free-port.ts";
import { noPostgres, type Postgres, startPostgres } from "plinth-service-kit/testing/postgres.ts";
import { noRabbitmq, type Rabbitmq, startRabbitmq } from "plinth-service-kit/testing/rabbitmq.ts";
import { eventually, type Service, startService } from "plinth-service-kit/testing/service.ts";

const programs = ["inventory", "billing-api", "billing-worker", "api-gateway"] as const;
export type Program = (typeof programs)[number];

/** The four programs with a real database and a real broker, started bare: no Plinth between. */
export interface Shop extends AsyncDisposable {
  readonly postgres: Postgres;
  readonly rabbitmq: Rabbitmq;
  readonly urlOf: (program: Program) => string;
  /** What the doors want to see. */
  readonly authorization: string;
  /** Asks at the gateway's door, with the token. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  /** kill -9. */
  readonly kill: (program: Program) => Promise<void>;
  /** The same again, on the same port. */
  readonly start: (program: Program) => Promise<void>;
  readonly running: (program: Program) => Service | undefined;
}

/** Why the shop cannot be opened here; undefined where it can. */
export const noShop: string | undefined = noPostgres ?? noRabbitmq;

const token = "a-token-for-tests-alone";
const authorization = `Bearer ${token}`;
const root = join(import.meta.dir, "../..");

/** @param more variables for all programs. */
export async function openShop(more: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const [postgres, rabbitmq] = await Promise.all([
    startPostgres("inventory", "billing"),
    startRabbitmq(),
  ]);
  const ports = Object.fromEntries(programs.map((each) => [each, freePort()]));
  const urlOf = (program: Program) => `http://127.0.0.1:${ports[program]}`;
  const common = { WRITE_TOKEN: token, RATE_LIMIT: "0", ...more };
  const billing = { ...common, DATABASE_URL: postgres.url("billing"), AMQP_URL: rabbitmq.url };
  const envs: Readonly<Record<Program, Readonly<Record<string, string>>>> = {
    inventory: { ...common, DATABASE_URL: postgres.url("inventory") },
    "billing-api": { ...billing, ROLE: "api" },
    "billing-worker": {
      RETRY_DELAYS: "50ms,100ms,200ms,400ms",
      ...billing,
      ROLE: "worker",
      INVENTORY_URL: urlOf("inventory"),
    },
    "api-gateway": {
      ...common,
      INVENTORY_URL: urlOf("inventory"),
      BILLING_URL: urlOf("billing-api"),
    },
  };
  const running = new Map<Program, Service>();
  const start = async (program: Program) => {
    const folder = program.startsWith("billing") ? "billing" : program;
    const env = { ...envs[program], PORT: String(ports[program]) };
    running.set(program, await startService(join(root, "services", folder, "src/main.ts"), env));
  };
  const kill = async (program: Program) => {
    await running.get(program)?.[Symbol.asyncDispose]();
    running.delete(program);
  };
  await Promise.all(programs.map(start));
  for (const program of programs) {
    await eventually(
      () => fetch(`${urlOf(program)}/ready`),
      ({ ok }) => ok,
      20_000,
    );
  }
  return {
    postgres,
    rabbitmq,
    authorization,
    urlOf,
    kill,
    start,
    running: (program) => running.get(program),
    ask: (method, path, body, headers = {}) =>
      fetch(urlOf("api-gateway") + path, {
        method,
        headers: {
          authorization,
          "content-type": "application/json",
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(programs.map(kill));
      await Promise.all([postgres[Symbol.asyncDispose](), rabbitmq[Symbol.asyncDispose]()]);
    },
  };
}
