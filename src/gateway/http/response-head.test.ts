import { expect, test } from "bun:test";
import fc from "fast-check";
import { ResponseHead, readResponseHead } from "./response-head.ts";

function read(text: string, head = new ResponseHead()): number {
  const bytes = Buffer.from(text, "latin1");
  return readResponseHead(head, bytes, bytes.length);
}

function accepted(text: string): ResponseHead {
  const head = new ResponseHead();
  expect(read(text, head)).toBe(text.length);
  return head;
}

const answer = (fields: string, line = "HTTP/1.1 200 OK") => `${line}\r\n${fields}\r\n`;

test("an answer's status and framing are found", () => {
  expect(accepted(answer("Content-Length: 5\r\nDate: x\r\n"))).toMatchObject({
    status: 200,
    contentLength: 5,
    isChunked: false,
    hasDate: true,
    isPersistent: true,
  });
  expect(accepted(answer("Transfer-Encoding: Chunked\r\n")).isChunked).toBe(true);
  expect(accepted(answer("", "HTTP/1.1 204")).status).toBe(204);
  expect(accepted(answer("", "HTTP/1.1 404 ")).status).toBe(404);
});

test("a connection lasts as the version and Connection say", () => {
  expect(accepted(answer("Connection: close\r\n")).isPersistent).toBe(false);
  expect(accepted(answer("", "HTTP/1.0 200 OK")).isPersistent).toBe(false);
  expect(accepted(answer("Connection: keep-alive\r\n", "HTTP/1.0 200 OK")).isPersistent).toBe(true);
});

test("hop-by-hop fields and those that Connection lists are dropped", () => {
  const text = answer("Connection: X-A\r\nX-A: 1\r\nKeep-Alive: 2\r\nX-B: 3\r\nUpgrade: h2\r\n");
  const { dropped } = accepted(text);
  const lines: string[] = [];
  for (let index = 0; index < dropped.length; index += 2) {
    lines.push(text.slice(dropped[index], dropped[index + 1]).trim());
  }
  expect(lines).toEqual(["Connection: X-A", "X-A: 1", "Keep-Alive: 2", "Upgrade: h2"]);
});

test.each([
  ["both lengths", answer("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")],
  ["two lengths", answer("Content-Length: 5\r\nContent-Length: 5\r\n")],
  ["a coding besides chunked", answer("Transfer-Encoding: gzip, chunked\r\n")],
  ["chunked in HTTP/1.0", answer("Transfer-Encoding: chunked\r\n", "HTTP/1.0 200 OK")],
  ["chunked without a body", answer("Transfer-Encoding: chunked\r\n", "HTTP/1.1 204 No")],
  ["another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n"],
  ["another version", answer("", "HTTP/2.0 200 OK")],
  ["a status of two digits", answer("", "HTTP/1.1 20 OK")],
  ["a status of four digits", answer("", "HTTP/1.1 2000 OK")],
  ["a status below 100", answer("", "HTTP/1.1 099 OK")],
  ["a bare LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"],
  ["a folded line", answer("X-A: 1\r\n 2\r\n")],
  ["a NUL", answer("X-A: 1\0\r\n")],
])("malformed: %s", (_, text) => {
  expect(read(text)).toBe(-1);
});

test("it makes no difference in which pieces a head arrives", () => {
  const fields = [
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Connection: close, X-A\r\n",
    "X-A: b\r\n",
    "Date: now\r\n",
    "X-A : b\r\n",
  ];
  const lines = ["HTTP/1.1 200 OK", "HTTP/1.0 404", "HTTP/1.1 101 Switching", "HTTP/1.1 2x0 OK"];
  const message = fc
    .tuple(fc.constantFrom(...lines), fc.array(fc.constantFrom(...fields), { maxLength: 6 }))
    .map(([line, chosen]) => answer(chosen.join(""), line));
  const readTo = (bytes: Buffer, ends: readonly number[]) => {
    const head = new ResponseHead();
    let result = 0;
    for (const end of ends) {
      const known = Buffer.concat([bytes.subarray(0, end), Buffer.from("\r\n\r\n")]);
      result = readResponseHead(head, known, end);
      if (result !== 0) break;
    }
    return result > 0 ? [result, structuredClone({ ...head })] : result;
  };
  fc.assert(
    fc.property(message, fc.array(fc.nat(), { maxLength: 10 }), (text, cuts) => {
      const bytes = Buffer.from(text, "latin1");
      const ends = [...cuts.map((cut) => cut % bytes.length), bytes.length].sort((a, b) => a - b);
      expect(readTo(bytes, ends)).toEqual(readTo(bytes, [bytes.length]));
    }),
    { numRuns: 1000 },
  );
});
