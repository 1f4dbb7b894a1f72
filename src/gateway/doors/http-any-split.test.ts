import { expect, test } from "bun:test";
import type { Socket } from "node:net";
import fc from "fast-check";
import { Body } from "../http/body.ts";
import { readRequestHead } from "../http/read-request-head.ts";
import { RequestHead } from "../http/request-head.ts";
import { openBed, type RawCaller, TestBed } from "../test-bed.ts";

/** Writes text in pieces that end at the cuts, each in a turn of its own. */
async function trickle(socket: Socket, text: string, cuts: readonly number[]): Promise<void> {
  const ends = [...new Set([...cuts.map((cut) => cut % (text.length + 1)), text.length])];
  let from = 0;
  for (const end of ends.sort((a, b) => a - b)) {
    socket.write(Buffer.from(text.slice(from, end), "latin1"));
    from = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const chunked = (text: string, size: number) => {
  let coded = "";
  for (let at = 0; at < text.length; at += size) {
    const part = text.slice(at, at + size);
    coded += `${part.length.toString(16)}\r\n${part}\r\n`;
  }
  return `${coded}0\r\n\r\n`;
};

/** Answers every request with its own bytes in the way that its X-How asks for, in pieces. */
function echo(socket: Socket): void {
  let known = Buffer.alloc(0);
  let turn = Promise.resolve();
  socket.on("data", (bytes) => {
    known = Buffer.concat([known, bytes as Buffer]);
    while (known.length > 0) {
      const head = new RequestHead();
      const length = readRequestHead(head, known, known.length);
      if (length <= 0) return;
      const body = new Body();
      let content = "";
      const source = known;
      body.begin(head.isChunked ? "chunked" : "length", Math.max(0, head.contentLength));
      const to = body.advance(known, length, known.length, (from, end) => {
        content += source.toString("latin1", from, end);
      });
      if (!body.isDone) return;
      if (!head.isChunked) content = known.toString("latin1", length, to);
      const text = known.toString("latin1", 0, length);
      known = known.subarray(to);
      const how = /x-how: (\w+) ([\d,]*)/i.exec(text);
      const cuts = (how?.[2] ?? "").split(",").map(Number);
      const framed =
        how?.[1] === "chunked"
          ? `Transfer-Encoding: chunked\r\n\r\n${chunked(content, 7)}`
          : `Content-Length: ${content.length}\r\n\r\n${content}`;
      turn = turn.then(() => trickle(socket, `HTTP/1.1 200 OK\r\n${framed}`, cuts));
    }
  });
}

/** Takes one answer off what came. */
async function takeAnswer(caller: RawCaller): Promise<string> {
  const isWhole = (text: string) => {
    const headEnd = text.indexOf("\r\n\r\n") + 4;
    if (headEnd < 4) return undefined;
    const head = text.slice(0, headEnd);
    const bytes = Buffer.from(text, "latin1");
    const body = new Body();
    let content = "";
    const isChunked = /transfer-encoding: chunked/i.test(head);
    body.begin(
      isChunked ? "chunked" : "length",
      Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0),
    );
    const to = body.advance(bytes, headEnd, bytes.length, (from, end) => {
      content += bytes.toString("latin1", from, end);
    });
    if (to < 0) throw new Error(`malformed: ${text}`);
    if (!body.isDone) return undefined;
    return { to, content: isChunked ? content : bytes.toString("latin1", headEnd, to) };
  };
  const text = await caller.until((all) => isWhole(all) !== undefined);
  const whole = isWhole(text);
  caller.text = text.slice(whole?.to);
  return whole?.content ?? "";
}

const cuts = fc.array(fc.nat({ max: 2000 }), { maxLength: 6 });
const request = fc.record({
  content: fc.string({ unit: "binary-ascii", maxLength: 300 }),
  isChunked: fc.boolean(),
  answersChunked: fc.boolean(),
  answerCuts: cuts,
});

test("any requests, cut anywhere, are answered in order and in full", async () => {
  const bed = new TestBed();
  const ports = await Promise.all([bed.serveRaw(echo), bed.serveRaw(echo)]);
  await using _ = openBed(ports, {}, {}, [], bed);
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 5 }),
      cuts,
      async (all, callCuts) => {
        const caller = await bed.call("web");
        const texts = all.map(({ content, isChunked, answersChunked, answerCuts }) => {
          const how = `X-How: ${answersChunked ? "chunked" : "length"} ${answerCuts.join(",")}\r\n`;
          const framed = isChunked
            ? `Transfer-Encoding: chunked\r\n\r\n${chunked(content, 11)}`
            : `Content-Length: ${content.length}\r\n\r\n${content}`;
          return `POST / HTTP/1.1\r\nHost: x\r\n${how}${framed}`;
        });
        const sent = trickle(caller.socket, texts.join(""), callCuts);
        for (const { content } of all) expect(await takeAnswer(caller)).toBe(content);
        await sent;
        expect(caller.text).toBe("");
        caller.socket.destroy();
      },
    ),
    { numRuns: 300 },
  );
  expect(bed.stats().targets.every(({ failures, inFlight }) => failures + inFlight === 0)).toBe(
    true,
  );
}, 20_000);
