import { afterAll, beforeAll, expect, test } from "bun:test";
import { type RawClient, rawClient, type Service, startService } from "./test-service.ts";

/** Bun.serve's own limit for the first request on a connection, and its timers' coarseness. */
const bunFirstHeadMs = 10_000;
const bunTimerMs = 4_000;
const idleMs = 1_000;

const head = "GET / HTTP/1.1\r\nHost: time\r\n";
let service: Service;
let port: number;

beforeAll(async () => {
  service = startService({
    IDLE_TIMEOUT: `${idleMs}ms`,
    MAX_HEADER_BYTES: "2048",
    MAX_BODY_BYTES: "100",
  });
  port = Number((await service.line("listening")).port);
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
});

async function answerTo(text: string): Promise<string> {
  using client = await rawClient(port);
  client.write(text);
  return await client.closed;
}

const close = "Connection: close\r\n\r\n";

test.concurrent("headers of up to MAX_HEADER_BYTES are taken, more are refused with 431", async () => {
  expect(await answerTo(`${head}X-A: ${"a".repeat(1900)}\r\n${close}`)).toStartWith("HTTP/1.1 200");
  expect(await answerTo(`${head}X-A: ${"a".repeat(2100)}\r\n${close}`)).toStartWith("HTTP/1.1 431");
  expect(await answerTo(`GET /${"a".repeat(2100)} HTTP/1.1\r\n${close}`)).toStartWith(
    "HTTP/1.1 431",
  );
});

test.concurrent("headers that come in many pieces are measured together", async () => {
  using client = await rawClient(port);
  client.write(head);
  const feed = setInterval(() => client.write(`X-A: ${"a".repeat(100)}\r\n`), 5);
  const answer = await client.closed;
  clearInterval(feed);
  expect(answer).toStartWith("HTTP/1.1 431");
});

test.concurrent("more than two hundred headers are refused, however short", async () => {
  expect(await answerTo(`${head}${"A:b\r\n".repeat(250)}${close}`)).toStartWith("HTTP/1.1 431");
});

test.concurrent("a body that is announced as too large is refused with 413, unread", async () => {
  const announced = (bytes: number) =>
    `POST / HTTP/1.1\r\nHost: time\r\nContent-Length: ${bytes}\r\n\r\n`;
  expect(await answerTo(announced(101))).toStartWith("HTTP/1.1 413");
  expect(await answerTo(announced(100))).toStartWith("HTTP/1.1 405");
});

test.concurrent("a body that never comes is not waited for", async () => {
  const chunked = "POST / HTTP/1.1\r\nHost: time\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n";
  expect(await answerTo(chunked)).toMatch(/^HTTP\/1\.1 405 .*\r\nconnection: close\r\n/is);
});

test.concurrent("what is not HTTP, or two messages in one, is refused with 400", async () => {
  const smuggled = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  expect(await answerTo("hello\r\n\r\n")).toStartWith("HTTP/1.1 400");
  expect(await answerTo("GET / HTTP/1.1\r\n\r\n")).toStartWith("HTTP/1.1 400");
  expect(await answerTo(`POST / HTTP/1.1\r\nHost: time\r\n${smuggled}`)).toStartWith(
    "HTTP/1.1 400",
  );
});

test.concurrent("a client that asks without end and never reads is cut off", async () => {
  using client = await rawClient(port);
  client.pause();
  client.write(`${head}\r\n`.repeat(300_000));
  await client.closed;
}, 10_000);

/** How long a client that behaves like that is borne with, ms. */
async function borneMs(
  behave: (client: RawClient) => Promise<unknown> | undefined,
): Promise<number> {
  using client = await rawClient(port);
  await behave(client);
  const startMs = performance.now();
  const trickle = setInterval(() => client.write("X-A: a\r\n"), 250);
  await client.closed;
  clearInterval(trickle);
  return performance.now() - startMs;
}

test.concurrent("slow clients are cut off, trickle as they may, and hold up nobody meanwhile", async () => {
  const slowHeads = Array.from({ length: 200 }, () =>
    borneMs(async (client) => client.write(head)),
  );
  const slowSecondHead = borneMs(async (client) => {
    client.write(`${head}\r\n`);
    await client.received(/timestamp/);
    client.write(head);
  });
  const slowBody = borneMs(async (client) => client.write(`${head}Content-Length: 99\r\n\r\n`));
  const honest = async () => {
    const startMs = performance.now();
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    return performance.now() - startMs;
  };
  for (let times = 0; times < 50; times += 1) expect(await honest()).toBeLessThan(1000);
  expect(await slowSecondHead).toBeLessThan(idleMs + 2 * bunTimerMs);
  expect(await slowBody).toBeLessThan(idleMs + 2 * bunTimerMs);
  expect(Math.max(...(await Promise.all(slowHeads)))).toBeLessThan(bunFirstHeadMs + 2 * bunTimerMs);
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
}, 30_000);
