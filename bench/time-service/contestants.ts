import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Server, startServer } from "../lib/server.ts";

/** How the servers are asked. */
export interface Scenario {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** By anybody, nobody trusted: the defaults. */
export const direct: Scenario = { name: "asked directly", environment: {}, headers: {} };

/** By a trusted proxy, here the load generator, that says for whom. */
export const behindProxy: Scenario = {
  name: "behind a proxy",
  environment: { TRUSTED_PROXIES: "127.0.0.0/8", TRUSTED_HOPS: "1" },
  headers: { "X-Forwarded-For": "198.51.100.1, 203.0.113.9" },
};

const place = { PORT: "0", HOST: "127.0.0.1" };
const root = join(import.meta.dir, "../..");

/**
 * Builds and starts the time service and its Go twin, both on one core.
 * @throws when one does not start, or when they do not give the same answer.
 */
export async function startContestants(
  core: number,
  { environment, headers }: Scenario,
): Promise<readonly Server[]> {
  const binary = await buildGo();
  const time = await startServer({
    name: "time (bun)",
    command: [process.execPath, join(root, "services/time/src/main.ts")],
    env: { ...place, ...environment, DRAIN_DELAY: "0s", LOG_LEVEL: "info" },
    core,
    address: (line) => /"event":"listening","url":"([^"]+)"/.exec(line)?.[1],
  });
  try {
    const go = await startServer({
      name: "go net/http",
      command: [binary],
      env: { ...place, ...environment, GOMAXPROCS: "1" },
      core,
      address: (line) => /listening on (\S+)/.exec(line)?.[1],
    });
    await checkSameAnswer([time, go], headers).catch(async (error) => {
      await go.stop();
      throw error;
    });
    return [time, go];
  } catch (error) {
    await time.stop();
    throw error;
  }
}

async function buildGo(): Promise<string> {
  const binary = join(root, ".cache/bench/time-service-go");
  mkdirSync(join(root, ".cache/bench"), { recursive: true });
  const build = Bun.spawn(["go", "build", "-o", binary, "."], {
    cwd: join(import.meta.dir, "go"),
    env: { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly" },
    stdout: "inherit",
    stderr: "inherit",
  });
  if ((await build.exited) !== 0) throw new Error("the Go program did not build");
  return binary;
}

/** A race between different works says nothing: both must give the same answer first. */
async function checkSameAnswer(
  servers: readonly Server[],
  headers: Scenario["headers"],
): Promise<void> {
  const shapes = await Promise.all(
    servers.map(async ({ url }) => {
      const response = await fetch(url, { headers });
      const body = (await response.json()) as Readonly<Record<string, string>>;
      const shape = { ...body, timestamp: body.timestamp?.replace(/\d/g, "0") };
      return JSON.stringify({
        shape,
        type: response.headers.get("content-type"),
        cache: response.headers.get("cache-control"),
        length: response.headers.get("content-length"),
      });
    }),
  );
  if (new Set(shapes).size !== 1) throw new Error(`the answers differ: ${shapes.join(" and ")}`);
}
