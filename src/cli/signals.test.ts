import { expect, test } from "bun:test";
import { stoppingBy } from "./signals.ts";

test("the first request to stop aborts the signal, for a verb that listens", () => {
  const left: boolean[] = [];
  const stopping = stoppingBy((forced) => left.push(forced));
  const { signal } = stopping;
  stopping.ask(1_000);
  expect([signal.aborted, left]).toEqual([true, []]);
});

test("the second request to stop forces it", () => {
  const left: boolean[] = [];
  const stopping = stoppingBy((forced) => left.push(forced));
  expect(stopping.signal.aborted).toBe(false);
  stopping.ask(1_000);
  stopping.ask(3_000);
  expect(left).toEqual([true]);
});

test("two signals at once, from the terminal and from the bootstrap, are one request", () => {
  const left: boolean[] = [];
  const stopping = stoppingBy((forced) => left.push(forced));
  expect(stopping.signal.aborted).toBe(false);
  stopping.ask(1_000);
  stopping.ask(1_010);
  expect(left).toEqual([]);
});

test("a verb that does not listen is left at the first request", () => {
  const left: boolean[] = [];
  stoppingBy((forced) => left.push(forced)).ask(1_000);
  expect(left).toEqual([false]);
});
