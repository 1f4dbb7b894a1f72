import { expect, test } from "bun:test";
import { startServer } from "./server.ts";

const program = `
  const server = Bun.serve({ port: 0, fetch: () => new Response("here") });
  console.log("starting");
  console.error("listening on " + server.url.origin);
`;
const address = (line: string) => /listening on (\S+)/.exec(line)?.[1];

test("a server is handed over once it says where it listens, and is gone after stop", async () => {
  const command = [process.execPath, "-e", program];
  const server = await startServer({ name: "probe", command, address });
  expect(await (await fetch(server.url)).text()).toBe("here");
  expect(server.rssMib()).toBeGreaterThan(1);
  await server.stop();
  await expect(fetch(server.url)).rejects.toThrow();
});

test("a server that ends early is reported with what it printed", async () => {
  const command = [process.execPath, "-e", "console.log('no database'); process.exit(3)"];
  const start = startServer({ name: "probe", command, address });
  await expect(start).rejects.toThrow(/probe ended with code 3[\s\S]*no database/);
});

test("a server that never listens is killed when the time is up", async () => {
  const command = [process.execPath, "-e", "console.log('alive'); setInterval(() => {}, 1000)"];
  const start = startServer({ name: "probe", command, address, timeoutMs: 500 });
  await expect(start).rejects.toThrow("did not listen within 500 ms");
});
