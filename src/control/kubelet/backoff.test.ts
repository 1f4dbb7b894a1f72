import { expect, test } from "bun:test";
import { countRestart, waitAfter } from "./backoff.ts";
import { kubeletDefaults } from "./defaults.ts";
import type { Backoff } from "./life.ts";

const s = 1000;

test("waits double from 10 s to 300 s", () => {
  let backoff: Backoff | undefined;
  const delaysMs = Array.from({ length: 7 }, () => {
    backoff = countRestart(backoff, 0, 0, kubeletDefaults);
    return backoff.delayMs;
  });
  expect(delaysMs).toEqual([10, 20, 40, 80, 160, 300, 300].map((delayS) => delayS * s));
});

test("a container waits from its end until the delay is over, and not a millisecond longer", () => {
  const backoff: Backoff = { delayMs: 20 * s, countedMs: 0 };
  expect(waitAfter(backoff, 5 * s, 24_999, kubeletDefaults)).toBe(25 * s);
  expect(waitAfter(backoff, 5 * s, 25_000, kubeletDefaults)).toBeUndefined();
  expect(waitAfter(undefined, 5 * s, 5 * s, kubeletDefaults)).toBeUndefined();
});

test("an end more than 600 s after the last counted restart begins anew", () => {
  const backoff: Backoff = { delayMs: 300 * s, countedMs: 1 * s };
  expect(waitAfter(backoff, 601 * s, 601 * s, kubeletDefaults)).toBe(901 * s);
  expect(waitAfter(backoff, 601 * s + 1, 601 * s + 1, kubeletDefaults)).toBeUndefined();
  expect(countRestart(backoff, 601 * s + 1, 602 * s, kubeletDefaults)).toEqual({
    delayMs: 10 * s,
    countedMs: 602 * s,
  });
});
