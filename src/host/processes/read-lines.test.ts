import { expect, test } from "bun:test";
import { readLines } from "./read-lines.ts";

const read = async (...chunks: readonly (string | Uint8Array)[]): Promise<string[]> => {
  const lines: string[] = [];
  const bytes = chunks.map((chunk) => (typeof chunk === "string" ? Buffer.from(chunk) : chunk));
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of bytes) controller.enqueue(chunk);
      controller.close();
    },
  });
  await readLines(stream, (line) => lines.push(line)).done;
  return lines;
};

test("lines are told one by one, however they come in", async () => {
  expect(await read("one\ntw", "o\r\n", "\nfour")).toEqual(["one", "two", "", "four"]);
  expect(await read()).toEqual([]);
});

test("a character that comes in two chunks is one character, and half of one is none", async () => {
  const [euro0, ...euro] = Buffer.from("\u20ac");
  expect(await read(new Uint8Array([euro0 ?? 0]), new Uint8Array(euro), "\n")).toEqual(["\u20ac"]);
  expect(await read(new Uint8Array([euro0 ?? 0]))).toEqual(["\ufffd"]);
});

test("a line that is too long comes in pieces of one size, whatever the chunks", async () => {
  const long = "abcdefgh".repeat(10_000);
  for (const chunks of [[long, "\nend\n"], [`${long}\nend\n`], long.match(/.{1,1000}/g) ?? []]) {
    const lines = (await read(...chunks)).filter((line) => line !== "end");
    expect(lines.join("")).toBe(long);
    expect(lines.map(({ length }) => length)).toEqual([16_384, 16_384, 16_384, 16_384, 14_464]);
  }
});

test("who is stopped reads no further, and is done", async () => {
  const lines: string[] = [];
  const never = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from("one\nhalf")),
  });
  const told = Promise.withResolvers<void>();
  const reading = readLines(never, (line) => {
    lines.push(line);
    told.resolve();
  });
  await told.promise;
  reading.stop();
  await reading.done;
  expect(lines).toEqual(["one", "half"]);
});
