import { expect, test } from "bun:test";
import { ageText, cpuText, memoryText, rateText, timeText } from "./amounts.ts";

test("what is not known is a dash, never a zero", () => {
  for (const text of [cpuText, memoryText, rateText]) {
    expect(text(undefined)).toBe("–");
    expect(text(0)).not.toBe("–");
  }
  expect(ageText(undefined, 0)).toBe("–");
});

test("a rate has its thousands apart, and a decimal only when it is small", () => {
  expect([0, 0.26, 9.94, 10.4, 999, 1_234.6, 1_234_567].map(rateText)).toEqual([
    "0",
    "0.3",
    "9.9",
    "10",
    "999",
    "1,235",
    "1,234,567",
  ]);
});

test("memory changes its unit at a gibibyte", () => {
  expect(memoryText(1_023)).toBe("1023 MiB");
  expect(memoryText(1_536)).toBe("1.5 GiB");
});

test("a time shows its biggest unit and the next, if there is any of it", () => {
  const s = 1_000;
  const times = [0, 740, 12 * s, 60 * s, 185 * s, 7_200 * s, 7_260 * s, 90_000 * s, 86_401 * s];
  expect(times.map(timeText)).toEqual([
    "0 ms",
    "740 ms",
    "12s",
    "1m",
    "3m5s",
    "2h",
    "2h1m",
    "1d1h",
    "1d",
  ]);
});

test("an age is in whole seconds, and never negative when clocks differ", () => {
  const at = "2026-03-01T12:00:00.000Z";
  expect(ageText(at, Date.parse(at) + 1_999)).toBe("1s");
  expect(ageText(at, Date.parse(at) - 5_000)).toBe("0s");
});
