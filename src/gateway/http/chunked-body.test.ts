import { expect, test } from "bun:test";
import fc from "fast-check";
import { Body } from "./body.ts";
import { ChunkedBody } from "./chunked-body.ts";

/** Where the body stops, and its content; "malformed"; or "unfinished". */
function decode(text: string, cuts: readonly number[] = []): unknown {
  const bytes = Buffer.from(text, "latin1");
  const body = new ChunkedBody();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let content = "";
  let at = 0;
  for (const end of ends) {
    const stop = body.advance(bytes, at, end, (from, to) => {
      content += bytes.toString("latin1", from, to);
    });
    if (stop < 0) return "malformed";
    at = stop;
    if (body.isDone) return { at, content };
  }
  return "unfinished";
}

test("chunks, extensions and trailers are read, and the end is found", () => {
  expect(decode("5\r\nhello\r\n0\r\n\r\nGET /")).toEqual({ at: 15, content: "hello" });
  expect(decode('1;a=b;c="d"\r\nx\r\n00\r\nX-Sum: 1\r\n\r\n')).toEqual({ at: 32, content: "x" });
  expect(decode("A\r\n0123456789\r\n0\r\n\r\n")).toEqual({ at: 20, content: "0123456789" });
  expect(decode("5\r\nhello\r\n0\r\n")).toBe("unfinished");
});

test.each([
  ["an empty size", "\r\nhello\r\n0\r\n\r\n"],
  ["a size that is no number", "g\r\n"],
  ["a hexadecimal prefix", "0x5\r\nhello\r\n"],
  ["a sign", "+5\r\nhello\r\n"],
  ["a blank before the size", " 5\r\nhello\r\n"],
  ["a blank after the size", "5 \r\nhello\r\n"],
  ["a size beyond numbers", "FFFFFFFFFFFFFFFF\r\n"],
  ["many zeros", "00000000000005\r\nhello\r\n"],
  ["a bare LF after the size", "5\nhello\r\n0\r\n\r\n"],
  ["a bare CR after the size", "5\rhello\r\n0\r\n\r\n"],
  ["a bare LF in an extension", "5;a\nhello\r\n0\r\n\r\n"],
  ["a bare CR in an extension", "5;a\rb\r\nhello\r\n"],
  ["data longer than its size", "5\r\nhello!\r\n0\r\n\r\n"],
  ["a bare LF after the data", "5\r\nhello\n0\r\n\r\n"],
  ["an endless extension", `5;${"a".repeat(2000)}\r\nhello\r\n`],
  ["a trailer that frames", "0\r\nContent-Length: 5\r\n\r\n"],
  ["a trailer that routes", "0\r\nhost: x\r\n\r\n"],
  ["a trailer with a blank name", "0\r\nX A: 5\r\n\r\n"],
  ["a folded trailer", "0\r\nX-A: 5\r\n 6\r\n\r\n"],
  ["a trailer with a bare LF", "0\r\nX-A: 5\n\r\n"],
  ["endless trailers", `0\r\n${"X-A: b\r\n".repeat(3000)}\r\n`],
])("malformed: %s", (_, text) => {
  expect(decode(text)).toBe("malformed");
});

test("it makes no difference in which pieces a body arrives, and what was encoded comes out", () => {
  const part = fc.string({ minLength: 1, maxLength: 40, unit: "binary-ascii" });
  const ending = fc.constantFrom(
    "0\r\n\r\n",
    "0;x\r\nX-A: b\r\n\r\n",
    "0\r\n\r\nmore",
    "0\r\nbad\r\n",
  );
  fc.assert(
    fc.property(fc.array(part), ending, fc.array(fc.nat()), (parts, end, cuts) => {
      const chunks = parts.map((text) => `${text.length.toString(16)}\r\n${text}\r\n`).join("");
      const whole = decode(chunks + end);
      expect(decode(chunks + end, cuts)).toEqual(whole);
      if (!end.includes("bad")) expect(whole).toMatchObject({ content: parts.join("") });
    }),
  );
});

test("a body of known length stops there, and the next can begin", () => {
  const body = new Body();
  const bytes = Buffer.from("0123456789");
  body.begin("length", 4);
  expect(body.advance(bytes, 0, 3)).toBe(3);
  expect(body.isDone).toBe(false);
  expect(body.advance(bytes, 3, 10)).toBe(4);
  expect(body.isDone).toBe(true);
  body.begin("length", 0);
  expect(body.isDone).toBe(true);
  body.begin("until close");
  expect(body.advance(bytes, 0, 10)).toBe(10);
  expect(body.isDone).toBe(false);
});
