import { expect, test } from "bun:test";
import fc from "fast-check";
import {
  durationOf,
  NotAQuantity,
  toMib,
  toMilli,
  toMs,
  toPercent,
  toPerSecond,
  toSeconds,
  toUsd,
} from "./quantity.ts";

test("a duration is read in each of its units", () => {
  expect([toMs("250ms"), toMs("90s"), toMs("15m"), toMs("36h"), toMs("7d")]).toEqual([
    250, 90_000, 900_000, 129_600_000, 604_800_000,
  ]);
  expect(toMs("1.5s")).toBe(1500);
});

test("a duration in milliseconds survives being spelt and read", () => {
  fc.assert(
    fc.property(fc.nat(10 ** 12), (ms) => {
      expect(toMs(durationOf(ms))).toBe(ms);
    }),
  );
});

test("a duration is spelt in the largest unit that needs no fraction", () => {
  expect([0, 250, 90_000, 900_000, 86_400_000].map(durationOf)).toEqual([
    "0ms",
    "250ms",
    "90s",
    "15m",
    "1d",
  ]);
});

test("whole seconds are rounded up, as a grace must not become shorter", () => {
  expect([toSeconds("1ms"), toSeconds("1s"), toSeconds("1001ms")]).toEqual([1, 1, 2]);
});

test("a size is read in powers of 1024", () => {
  expect([toMib("512KiB"), toMib("64MiB"), toMib("20GiB"), toMib("1TiB")]).toEqual([
    0.5, 64, 20_480, 1_048_576,
  ]);
});

test("the other quantities are the number that they show", () => {
  fc.assert(
    fc.property(fc.nat(10 ** 6), (n) => {
      expect([toMilli(`${n}m`), toPercent(`${n}%`), toUsd(`$${n}`), toPerSecond(`${n}/s`)]).toEqual(
        [n, n, n, n],
      );
    }),
  );
});

test("text that the compiler lets through and that is no quantity is refused, with an example", () => {
  expect(() => toMs("-5s")).toThrow('"-5s" is not a duration; write e.g. "250ms"');
  expect(() => toMs("1e3ms")).toThrow(NotAQuantity);
  expect(() => toMib("0x10MiB")).toThrow('"0x10MiB" is not a size');
  expect(() => toMilli("0.5m")).toThrow('"0.5m" is not an amount of CPU');
  expect(() => toPercent("-1%")).toThrow('"-1%" is not a percentage');
  expect(() => toUsd("$-1")).toThrow('"$-1" is not an amount of money');
  expect(() => toPerSecond("-1/s")).toThrow('"-1/s" is not a rate');
});
