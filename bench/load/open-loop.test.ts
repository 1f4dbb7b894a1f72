import { expect, test } from "bun:test";
import { runOpenLoop } from "./open-loop.ts";

const short = { seconds: 0.5, warmupSeconds: 0.1, connections: 4 } as const;

test("the schedule is kept and every answer is counted", async () => {
  await using server = Bun.serve({ port: 0, fetch: () => new Response("ok") });
  const result = await runOpenLoop({ url: server.url.href, ratePerSecond: 400, ...short });
  expect(result).toMatchObject({
    requests: 200,
    unanswered: 0,
    badStatuses: 0,
    lostConnections: 0,
  });
  expect(result.latencyMsP50).toBeLessThan(result.latencyMsMax);
});

test("a stall is charged to every request that was due in it, not only to the one that hung", async () => {
  let calls = 0;
  await using server = Bun.serve({
    port: 0,
    fetch: async () => {
      calls += 1;
      if (calls === 30) Bun.sleepSync(200);
      return new Response("ok");
    },
  });
  // In-process: the stall stops the generator as well, which is what makes the case hard.
  const result = await runOpenLoop({ url: server.url.href, ratePerSecond: 400, ...short });
  expect(result.latencyMsMax).toBeGreaterThan(150);
  expect(result.latencyMsP90).toBeGreaterThan(100);
});

test("bad statuses, lost connections and missing answers are told apart", async () => {
  const answers = ["HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", undefined];
  let requests = 0;
  using server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      data: (socket) => {
        const answer = answers[requests++ % 2];
        if (answer === undefined) socket.terminate();
        else socket.write(answer);
      },
    },
  });
  const url = `http://127.0.0.1:${server.port}/`;
  const result = await runOpenLoop({ url, ratePerSecond: 100, ...short, lingerMs: 500 });
  expect(result.badStatuses).toBeGreaterThan(10);
  expect(result.unanswered).toBeGreaterThan(10);
  expect(result.lostConnections).toBeGreaterThanOrEqual(result.unanswered);
});

test("a server that is not there is an error, not a slow server", async () => {
  const server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } });
  const url = `http://127.0.0.1:${server.port}/`;
  server.stop(true);
  await expect(runOpenLoop({ url, ratePerSecond: 10, ...short })).rejects.toThrow("cannot connect");
});
