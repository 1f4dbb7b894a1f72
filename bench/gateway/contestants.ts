import type { FromGateway, GatewayConfig } from "#plinth/gateway/config.ts";
import { pinned, rssMib } from "../lib/machine.ts";
import { type Server, startServer } from "../lib/server.ts";

/** Three back ends on one core. */
export function startBackends(core: number): Promise<readonly Server[]> {
  const command = [process.execPath, Bun.fileURLToPath(new URL("./backend.ts", import.meta.url))];
  const address = (line: string) => /listening on (\S+)/.exec(line)?.[1];
  const start = (name: string) => startServer({ name, command, core, address });
  return Promise.all(["a", "b", "c"].map(start));
}

/** Our gateway as the supervisor starts it, with one HTTP door to the back ends. */
export async function startGateway(backends: readonly Server[], core: number): Promise<Server> {
  const program = Bun.fileURLToPath(new URL("../../src/gateway/main.ts", import.meta.url));
  const port = Promise.withResolvers<number>();
  const child = Bun.spawn([...pinned([process.execPath, program], core)], {
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    serialization: "json",
    ipc: (message: FromGateway) => {
      if (message.type === "listening") port.resolve(message.port);
      if (message.type === "door-failed") port.reject(new Error(message.message));
    },
  });
  const config: GatewayConfig = {
    revision: 1,
    links: [],
    doors: [
      {
        id: "web",
        protocol: "http",
        host: "127.0.0.1",
        port: 0,
        rules: [{ path: "/*", group: "backends" }],
        idleTimeoutMs: 60_000,
        clientKeepAliveMs: 3_600_000,
      },
    ],
    groups: [
      {
        id: "backends",
        protocol: "http",
        deregistrationDelayMs: 0,
        targets: backends.map(({ name, url }) => {
          return { id: name, host: "127.0.0.1", port: Number(new URL(url).port), ready: true };
        }),
      },
    ],
  };
  child.send({ type: "configure", config });
  const stop = () => {
    child.send({ type: "shutdown", graceMs: 100 });
    return child.exited;
  };
  return {
    name: "plinth",
    pid: child.pid,
    url: `http://127.0.0.1:${await port.promise}`,
    rssMib: () => rssMib(child.pid),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}
