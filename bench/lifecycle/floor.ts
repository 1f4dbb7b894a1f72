import { checkout } from "../lib/plinth.ts";
import { startServer } from "../lib/server.ts";

const startReplica = async (name: string) => {
  const server = await startServer({
    name,
    command: [process.execPath, `${checkout}/services/time/src/main.ts`],
    env: { HOST: "127.0.0.1", PORT: "0", DRAIN_DELAY: "0s", TRUSTED_PROXIES: "" },
    address: (line) => /"url":"([^"]+)"/.exec(line)?.[1],
  });
  await fetch(`${server.url}/health`);
  return server;
};

/**
 * The least that bringing SimpleTimeService up can take: its three replicas and one more process of
 * the same runtime, started at once, until all three have answered. Ms.
 */
export const startDirectly = async (): Promise<number> => {
  const beganMs = performance.now();
  const other = Bun.spawn([process.execPath, "-e", "0"]);
  const [servers] = await Promise.all([
    Promise.all(["first", "second", "third"].map(startReplica)),
    other.exited,
  ]);
  const ms = performance.now() - beganMs;
  await Promise.all(servers.map(({ stop }) => stop()));
  return ms;
};
