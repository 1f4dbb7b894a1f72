import { expect, test } from "bun:test";
import fc from "fast-check";
import { INCOMPLETE } from "./field-line.ts";
import { readRequestHead } from "./read-request-head.ts";
import { RequestHead } from "./request-head.ts";
import { request as get, smuggling } from "./smuggling-corpus.ts";

/** The head's length, INCOMPLETE, or the negative status of the refusal. */
function read(text: string, head = new RequestHead()): number {
  const bytes = Buffer.from(text, "latin1");
  return readRequestHead(head, bytes, bytes.length);
}

/** The head after reading it, with the text it was read from. */
function accepted(text: string): RequestHead {
  const head = new RequestHead();
  expect(read(text, head)).toBe(text.length);
  return head;
}

/** The lines that will not be passed on. */
function dropped(text: string): readonly string[] {
  const { dropped } = accepted(text);
  const lines: string[] = [];
  for (let index = 0; index < dropped.length; index += 2) {
    lines.push(text.slice(dropped[index], dropped[index + 1]).trim());
  }
  return lines;
}

test("a request's method, path and framing are found", () => {
  const text = "POST /a/b?c=d HTTP/1.1\r\nHost: x:80\r\nContent-Length: 12\r\n\r\n";
  const head = accepted(text);
  expect(text.slice(head.methodFrom, head.methodTo)).toBe("POST");
  expect(text.slice(head.pathFrom, head.pathTo)).toBe("/a/b");
  expect(text.slice(head.targetFrom, head.targetTo)).toBe("/a/b?c=d");
  expect(head).toMatchObject({ contentLength: 12, isChunked: false, minor: 1, isHead: false });
  expect(head.isIdempotent).toBe(false);
  expect(accepted(get("Host: x\r\n")).isIdempotent).toBe(true);
  expect(accepted(get("Host: x\r\n", "HEAD / HTTP/1.1")).isHead).toBe(true);
  expect(accepted("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n").minor).toBe(1);
});

test("the absolute form gives the authority, and its Host line is dropped", () => {
  const text = get("Host: other\r\n", "GET http://real:81/p?q HTTP/1.1");
  const head = accepted(text);
  expect(text.slice(head.authority.from, head.authority.to)).toBe("real:81");
  expect(text.slice(head.pathFrom, head.pathTo)).toBe("/p");
  expect(dropped(text)).toEqual(["Host: other"]);
});

test("hop-by-hop fields are dropped, and those that Connection lists, but never the framing", () => {
  const text = get(
    "Host: x\r\nKeep-Alive: 1\r\nX-Secret: 1\r\nConnection: close, X-Secret, Content-Length, Host\r\n" +
      "TE: trailers\r\nProxy-Connection: a\r\nContent-Length: 3\r\nX-Kept: 2\r\n",
  );
  expect(dropped(text)).toEqual([
    "Keep-Alive: 1",
    "X-Secret: 1",
    "Connection: close, X-Secret, Content-Length, Host",
    "TE: trailers",
    "Proxy-Connection: a",
  ]);
});

test("what the caller says of forwarding is dropped or noted, never passed on as it is", () => {
  const text = get(
    "Host: x\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 1\r\nX-Amzn-Trace-Id: a=b\r\n",
  );
  expect(dropped(text)).toHaveLength(4);
  expect(accepted(text).forwardedCount).toBe(1);
});

test("30 addresses in X-Forwarded-For are let through and 31 are refused with 463", () => {
  const forwarded = (count: number) =>
    get(`Host: x\r\nX-Forwarded-For: ${Array(count).fill("10.0.0.1").join(", ")}\r\n`);
  expect(read(forwarded(30))).toBeGreaterThan(0);
  expect(read(forwarded(31))).toBe(-463);
  const lines = get(`Host: x\r\n${"X-Forwarded-For: 10.0.0.1\r\n".repeat(31)}`);
  expect(read(lines)).toBe(-463);
});

test("an upgrade is taken up for a websocket and not for HTTP/2, which would pass by the rules", () => {
  const upgrade = (to: string) => get(`Host: x\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n`);
  expect(accepted(upgrade("websocket")).isUpgrade).toBe(true);
  expect(accepted(upgrade("h2c")).isUpgrade).toBe(false);
  expect(accepted(upgrade("websocket, H2C")).isUpgrade).toBe(false);
  expect(accepted(get("Host: x\r\nUpgrade: websocket\r\n")).isUpgrade).toBe(false);
});

test.each(smuggling)("refused: %s", (_, text, status) => {
  expect(read(text)).toBe(-status);
});

test("a field of just under 16 KiB and a head of just under 64 KiB are accepted", () => {
  const field = `X-A: ${"a".repeat(16_000)}\r\n`;
  expect(read(get(`Host: x\r\n${field.repeat(4)}`))).toBeGreaterThan(64_000);
});

/** What is known after the bytes have come in pieces, however long each is. */
function inPieces(text: string, cuts: readonly number[]): unknown {
  const bytes = Buffer.from(text, "latin1");
  const head = new RequestHead();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let result = INCOMPLETE;
  for (const end of ends) {
    // What is beyond the end has not come yet, and must not be looked at.
    const known = Buffer.concat([bytes.subarray(0, end), Buffer.from("\r\n\r\nXX")]);
    result = readRequestHead(head, known, end);
    if (result !== INCOMPLETE) break;
  }
  return result > 0 ? [result, structuredClone({ ...head })] : result;
}

const pieces = fc.array(fc.nat(), { maxLength: 12 });

test("it makes no difference in which pieces a head arrives", () => {
  const fields = [
    "Host: a.example:80\r\n",
    "Connection: keep-alive, X-A\r\n",
    "X-A: 1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 17\r\n",
    "Content-Length: 1x\r\n",
    "X-Forwarded-For: 1.2.3.4, 5.6.7.8\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: websocket\r\n",
    "Connection: upgrade\r\n",
    "X B: 1\r\n",
    "X-C:\t v\x7f\r\n",
    " folded\r\n",
    "\n",
  ];
  const lines = [
    "GET / HTTP/1.1",
    "POST http://h/p?q HTTP/1.0",
    "\r\nGET * HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "GET / HTTP/3.1",
  ];
  const message = fc
    .tuple(fc.constantFrom(...lines), fc.array(fc.constantFrom(...fields), { maxLength: 8 }))
    .map(([line, chosen]) => `${line}\r\n${chosen.join("")}\r\nbody`);
  fc.assert(
    fc.property(message, pieces, (text, cuts) => {
      expect(inPieces(text, cuts)).toEqual(inPieces(text, []));
    }),
    { numRuns: 2000 },
  );
  for (const [, text] of smuggling) {
    fc.assert(
      fc.property(pieces, (cuts) => expect(inPieces(text, cuts)).toEqual(inPieces(text, []))),
      { numRuns: 20 },
    );
  }
});

test("no bytes at all make the reader throw, or read beyond what it has", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const result = readRequestHead(new RequestHead(), bytes, bytes.length);
      expect(result).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 2000 },
  );
});
