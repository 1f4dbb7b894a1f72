import { expect, test } from "bun:test";
import { type Send, stream } from "./stream.ts";

/** A stream with its end in hand: how to send, whether it was stopped, and what was read. */
const open = (periodMs?: number) => {
  let send: Send = () => {};
  let stopped = 0;
  const abort = new AbortController();
  const response = stream(
    abort.signal,
    (given) => {
      send = given;
      return () => {
        stopped++;
      };
    },
    periodMs,
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  /** The next so many objects. */
  const read = async (count: number): Promise<unknown[]> => {
    const found: unknown[] = [];
    while (found.length < count) {
      const end = rest.indexOf("\n");
      if (end >= 0) {
        found.push(JSON.parse(rest.slice(0, end)));
        rest = rest.slice(end + 1);
        continue;
      }
      const next = await reader?.read();
      if (!next || next.done) break;
      rest += next.value;
    }
    return found;
  };
  return {
    send: (value: unknown, atOnce?: boolean) => send(value, atOnce),
    stops: () => stopped,
    abort,
    read,
    leave: () => reader?.cancel(),
  };
};

test("objects come one a line, in the order in which they were sent", async () => {
  const { send, read } = open();
  for (let i = 0; i < 5; i++) send({ i, text: "a\nb" });
  expect(await read(5)).toEqual([0, 1, 2, 3, 4].map((i) => ({ i, text: "a\nb" })));
});

test("within a period only the latest comes, and it does come", async () => {
  const { send, read } = open(20);
  for (let i = 0; i < 50; i++) send(i);
  expect(await read(2)).toEqual([0, 49]);
  send("later");
  expect(await read(1)).toEqual(["later"]);
});

test("what is sent at once does not wait for the period, and nothing older follows it", async () => {
  const { send, read } = open(20);
  send("first");
  send("skipped");
  send("now", true);
  expect(await read(2)).toEqual(["first", "now"]);
  send("skipped too");
  send("last");
  expect(await read(1)).toEqual(["last"]);
});

test("who leaves is not sent to any more, once", async () => {
  const { send, read, leave, stops } = open();
  send(1);
  await read(1);
  await leave();
  expect(stops()).toBe(1);
  send(2);
  expect(stops()).toBe(1);
});

test("who hangs up is not sent to any more", () => {
  const { abort, stops } = open();
  abort.abort();
  expect(stops()).toBe(1);
});

test("a reader that does not read is cut off before it takes up all memory", async () => {
  const { send, stops, read } = open();
  let sent = 0;
  while (stops() === 0 && sent < 100_000) send(sent++);
  expect(stops()).toBe(1);
  expect(sent).toBeLessThan(20_000);
  const kept = await read(Number.POSITIVE_INFINITY);
  expect(kept.length).toBeGreaterThan(9_000);
  expect(kept).toEqual(kept.map((_, i) => i));
});
