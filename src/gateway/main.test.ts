import { expect, test } from "bun:test";
import { identityOf, isSame } from "#plinth/host/processes/identity.ts";
import type { FromGateway, ToGateway } from "./config.ts";
import { appGroup, webDoor } from "./test-bed.ts";

const program = Bun.fileURLToPath(new URL("./main.ts", import.meta.url));

/** A gateway as the supervisor starts it. */
function spawnGateway() {
  const said: FromGateway[] = [];
  const waiting = new Set<() => void>();
  const child = Bun.spawn([process.execPath, program], {
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    serialization: "json",
    ipc: (message: FromGateway) => {
      said.push(message);
      for (const look of [...waiting]) look();
    },
  });
  const heard = <T extends FromGateway["type"]>(type: T) =>
    new Promise<Extract<FromGateway, { type: T }>>((resolve) => {
      const look = () => {
        const found = said.find((one) => one.type === type);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found as Extract<FromGateway, { type: T }>);
      };
      waiting.add(look);
      look();
    });
  const send = (message: ToGateway) => child.send(message);
  return {
    child,
    said,
    heard,
    send,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

test("the gateway does what it is told over the channel, and ends when told to", async () => {
  await using server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => new Response("hi"),
  });
  await using gateway = spawnGateway();
  expect(await gateway.heard("ready")).toEqual({ type: "ready", pid: gateway.child.pid });
  gateway.send({
    type: "configure",
    config: { revision: 7, doors: [webDoor()], groups: [appGroup([server.port ?? 0])], links: [] },
  });
  expect(await gateway.heard("configured")).toEqual({ type: "configured", revision: 7 });
  const { port } = await gateway.heard("listening");
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("hi");
  const stats = await gateway.heard("stats");
  expect(stats.targets[0]).toMatchObject({ target: "t0", requests: 1 });
  gateway.send({ type: "shutdown", graceMs: 1000 });
  expect(await gateway.child.exited).toBe(0);
});

test("guarded processes live when the gateway is shut down, and die when its supervisor is gone", async () => {
  const child = Bun.spawn(["sleep", "100"], { detached: true });
  const identity = identityOf(child.pid) ?? "";
  const guard: ToGateway = {
    type: "guard",
    children: [{ pid: child.pid, identity, graceMs: 500 }],
  };
  await using first = spawnGateway();
  await first.heard("ready");
  first.send(guard);
  first.send({ type: "shutdown", graceMs: 0 });
  expect(await first.child.exited).toBe(0);
  expect(isSame(child.pid, identity)).toBe(true);

  await using second = spawnGateway();
  await second.heard("ready");
  second.send(guard);
  second.send({ type: "stats" });
  await second.heard("stats");
  second.child.disconnect();
  await child.exited;
  expect(child.signalCode).toBe("SIGTERM");
  expect(await second.child.exited).toBe(1);
});
