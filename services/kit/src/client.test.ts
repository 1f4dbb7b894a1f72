import { afterAll, expect, test } from "bun:test";
import { createBreaker } from "./breaker.ts";
import { type Call, createClient } from "./client.ts";
import { Metrics } from "./metrics.ts";
import { Problem } from "./problem.ts";
import { freePort } from "./testing/free-port.ts";
import { passingTracer } from "./tracing.ts";

/** What the other side answers next; nothing left: 200. */
const answers: (() => Response | Promise<Response>)[] = [];
const asked: Readonly<Record<string, string>>[] = [];
const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch: (request) => {
    asked.push(Object.fromEntries(request.headers));
    return answers.shift()?.() ?? Response.json({ fine: true });
  },
});
afterAll(() => server.stop(true));

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const get: Call = {
  method: "GET",
  path: "/things?limit=2",
  route: "/things",
  isIdempotent: true,
  requestId: "id-1",
  carrier: { traceparent },
};
const post: Call = { ...get, method: "POST", body: "{}", isIdempotent: false };

function client(url = server.url.origin, more: { tryMs?: number; budgetMs?: number } = {}) {
  const waits: number[] = [];
  const clockMs = () => performance.now();
  const ask = createClient(
    "things",
    url,
    { tryMs: 500, budgetMs: 1500, triesMax: 3, ...more },
    {
      breaker: createBreaker({ failuresMax: 4, openMs: 60_000 }, clockMs),
      metrics: new Metrics(),
      tracer: passingTracer,
      clockMs,
      wait: async (delayMs) => void waits.push(delayMs),
      chance: () => 1,
    },
  );
  asked.length = 0;
  answers.length = 0;
  return { ask, waits };
}

const status = (code: number) => () => new Response(null, { status: code });
const statusOf = (reply: Promise<unknown>): Promise<number | undefined> =>
  reply.then(
    () => undefined,
    (error) => (error instanceof Problem ? error.status : 0),
  );

test("what may be asked twice is asked again, each time after a longer wait", async () => {
  const { ask, waits } = client();
  answers.push(status(503), status(502));
  expect((await ask(get)).body).toBe('{"fine":true}');
  expect(waits).toEqual([50, 100]);
  expect(asked.map((headers) => headers["x-request-id"])).toEqual(["id-1", "id-1", "id-1"]);
  expect(asked[0]?.traceparent).toBe(traceparent);
});

test("the last answer is passed on when the tries are used up", async () => {
  const { ask } = client();
  answers.push(status(503), status(503), status(504));
  expect((await ask(get)).status).toBe(504);
  expect(asked.length).toBe(3);
});

test("an answer that will not change is not asked for again", async () => {
  const { ask } = client();
  for (const code of [400, 404, 409, 500]) answers.push(status(code));
  for (const code of [400, 404, 409, 500]) expect((await ask(get)).status).toBe(code);
  expect(asked.length).toBe(4);
});

test("what may not be asked twice is not, unless nothing of it was sent", async () => {
  const { ask } = client();
  answers.push(status(503));
  expect((await ask(post)).status).toBe(503);
  expect(asked.length).toBe(1);
  const nobody = client(`http://127.0.0.1:${freePort()}`);
  expect(await statusOf(nobody.ask(post))).toBe(503);
  expect(nobody.waits.length).toBe(2);
});

test("a service that says nothing is given up in time", async () => {
  const { ask } = client(server.url.origin, { tryMs: 40, budgetMs: 100 });
  const never = () => new Promise<Response>(() => {});
  answers.push(never, never, never, never);
  const startMs = performance.now();
  expect(await statusOf(ask(get))).toBe(503);
  expect(performance.now() - startMs).toBeLessThan(1000);
});

test("an open breaker fails at once, without asking", async () => {
  const { ask } = client();
  answers.push(...Array.from({ length: 4 }, () => status(500)));
  for (let count = 0; count < 4; count += 1) await ask(get);
  expect(await statusOf(ask(get))).toBe(503);
  expect(asked.length).toBe(4);
});
