import { expect, test } from "bun:test";
import fc from "fast-check";
import { ResponseReader } from "./response-reader.ts";

const stream = [
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
  "HTTP/1.1 503 Service Unavailable\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n",
  "HTTP/1.1 204 No Content\r\n\r\n",
  "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
].join("");

test("answers are told apart wherever the network cuts the stream", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 }), (sizes) => {
      const reader = new ResponseReader();
      const bytes = Buffer.from(stream, "latin1");
      const statuses: number[] = [];
      let at = 0;
      for (const size of [...sizes, bytes.length]) {
        statuses.push(...reader.push(bytes.subarray(at, at + size)));
        at += size;
      }
      expect(statuses).toEqual([200, 503, 204, 404]);
    }),
  );
});

test("an unfinished answer is not counted", () => {
  expect(
    new ResponseReader().push(Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")),
  ).toEqual([]);
});
