import { expect, test } from "bun:test";
import { forwardedBy, writeRequestHead } from "./forward-request.ts";
import { isForwardedAsIs, writeResponseHead } from "./forward-response.ts";
import { ascii, HeadWriter } from "./head-writer.ts";
import { readRequestHead } from "./read-request-head.ts";
import { RequestHead } from "./request-head.ts";
import { ResponseHead, readResponseHead } from "./response-head.ts";
import { randomWords } from "./trace-id.ts";

/** What the target gets for a request of 10.0.0.7 that arrived at 127.0.0.1:8080. */
function forwarded(text: string): string {
  const bytes = ascii(text);
  const head = new RequestHead();
  expect(readRequestHead(head, bytes, bytes.length)).toBe(bytes.length);
  const out = new HeadWriter(100_000);
  const by = forwardedBy("10.0.0.7", "127.0.0.1", 8080);
  writeRequestHead(out, head, bytes, by, 0x67891233, () => 0xabcdef01);
  return out.bytes.toString("latin1", 0, out.length);
}

const added = (trace = "Root=1-67891233-abcdef01abcdef01abcdef01", before = "") =>
  `X-Forwarded-For: ${before}10.0.0.7\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: 8080\r\nX-Amzn-Trace-Id: ${trace}\r\n`;

test("a request is passed on as it is, with the caller's address and a trace added", () => {
  expect(forwarded("GET /a?b HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n")).toBe(
    `GET /a?b HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n${added()}\r\n`,
  );
});

test("the caller's address is appended to what X-Forwarded-For said, and Proto and Port are ours", () => {
  const lines =
    "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 2.2.2.2\r\n";
  expect(forwarded(`GET / HTTP/1.1\r\nHost: x\r\n${lines}\r\n`)).toBe(
    `GET / HTTP/1.1\r\nHost: x\r\n${added(undefined, "1.1.1.1, 2.2.2.2, ")}\r\n`,
  );
});

test("hop-by-hop fields and Expect are taken out", () => {
  const lines = "Connection: close, X-A\r\nX-A: 1\r\nKeep-Alive: 5\r\nExpect: 100-continue\r\n";
  expect(forwarded(`GET / HTTP/1.1\r\n${lines}Host: x\r\n\r\n`)).toBe(
    `GET / HTTP/1.1\r\nHost: x\r\n${added()}\r\n`,
  );
});

test("HTTP/1.0 becomes HTTP/1.1, with a Host if there was none", () => {
  expect(forwarded("GET /a HTTP/1.0\r\nX-A: 1\r\n\r\n")).toBe(
    `GET /a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nX-A: 1\r\n${added()}\r\n`,
  );
  expect(forwarded("GET /a HTTP/1.0\r\nHost: x\r\n\r\n")).toBe(
    `GET /a HTTP/1.1\r\nHost: x\r\n${added()}\r\n`,
  );
});

test("the absolute form becomes the origin form, and its authority becomes the Host", () => {
  const asked = (line: string) => forwarded(`${line} HTTP/1.1\r\nHost: other\r\n\r\n`);
  expect(asked("GET http://real/a?b")).toStartWith("GET /a?b HTTP/1.1\r\nHost: real\r\nX-F");
  expect(asked("GET http://real?b")).toStartWith("GET /?b HTTP/1.1\r\nHost: real\r\nX-F");
  expect(asked("GET http://real")).toStartWith("GET / HTTP/1.1\r\nHost: real\r\nX-F");
  expect(asked("OPTIONS http://real")).toStartWith("OPTIONS * HTTP/1.1\r\nHost: real\r\nX-F");
});

test("an upgrade is passed on as one", () => {
  expect(
    forwarded("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
  ).toBe(
    `GET / HTTP/1.1\r\nHost: x\r\n${added()}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
});

test.each([
  ["Root=1-a-b", "Self=1-67891233-abcdef01abcdef01abcdef01;Root=1-a-b"],
  ["Self=1-x-y;Root=1-a-b;App=c", "Self=1-67891233-abcdef01abcdef01abcdef01;Root=1-a-b;App=c"],
  ["App=c", "Root=1-67891233-abcdef01abcdef01abcdef01;App=c"],
  ["a".repeat(7169), "Root=1-67891233-abcdef01abcdef01abcdef01"],
])("a trace of %s goes on as %s", (sent, expected) => {
  expect(forwarded(`GET / HTTP/1.1\r\nHost: x\r\nX-Amzn-Trace-Id: ${sent}\r\n\r\n`)).toBe(
    `GET / HTTP/1.1\r\nHost: x\r\n${added(expected)}\r\n`,
  );
});

/** What the caller gets for an answer. */
function answered(
  text: string,
  connection: "" | "close" | "keep-alive" | "upgrade",
  unchunk = false,
) {
  const bytes = ascii(text);
  const head = new ResponseHead();
  expect(readResponseHead(head, bytes, bytes.length)).toBe(bytes.length);
  const out = new HeadWriter(10_000);
  writeResponseHead(out, head, bytes, connection, unchunk, ascii("Date: now\r\n"));
  return {
    text: out.bytes.toString("latin1", 0, out.length),
    isAsIs: isForwardedAsIs(head, connection),
  };
}

test("an answer with nothing to change is passed on as it is", () => {
  const text = "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 0\r\n\r\n";
  expect(answered(text, "")).toEqual({ text, isAsIs: true });
});

test("an answer loses its hop-by-hop fields, and gets a version, a date and its connection", () => {
  const text = "HTTP/1.0 200 OK\r\nConnection: close\r\nX-A: 1\r\nKeep-Alive: 5\r\n\r\n";
  expect(answered(text, "keep-alive")).toEqual({
    text: "HTTP/1.1 200 OK\r\nX-A: 1\r\nConnection: keep-alive\r\nDate: now\r\n\r\n",
    isAsIs: false,
  });
});

test("for HTTP/1.0 the chunked coding is taken off, wherever it stands", () => {
  const lines = ["Connection: x\r\n", "Transfer-Encoding: chunked\r\n", "Keep-Alive: 1\r\n"];
  for (const order of [lines, lines.toReversed()]) {
    const text = `HTTP/1.1 200 OK\r\n${order.join("")}Date: x\r\n\r\n`;
    expect(answered(text, "close", true).text).toBe(
      "HTTP/1.1 200 OK\r\nDate: x\r\nConnection: close\r\n\r\n",
    );
  }
});

test("random words come from the seed, and do not repeat soon", () => {
  const from = (value: number) => randomWords(() => value);
  const some = Array.from({ length: 10_000 }, from(0.3));
  expect(some).toEqual(Array.from({ length: 10_000 }, from(0.3)));
  expect(new Set(some).size).toBeGreaterThan(9990);
  const ones = some.reduce((sum, value) => sum + (value >>> 31), 0);
  expect(ones).toBeGreaterThan(4700);
  expect(ones).toBeLessThan(5300);
});
