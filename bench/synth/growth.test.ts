import { expect, test } from "bun:test";
import { chart, exponentOf } from "./growth.ts";

const sizes = [10, 100, 1_000, 10_000];
const points = (at: (size: number) => number) => sizes.map((size) => ({ size, value: at(size) }));

test("the exponent tells linear from quadratic growth, whatever the constant", () => {
  expect(exponentOf(points((n) => 0.3 * n))).toBeCloseTo(1);
  expect(exponentOf(points((n) => 7 * n * n))).toBeCloseTo(2);
  expect(exponentOf(points(() => 5))).toBeCloseTo(0);
});

test("what has no slope is refused", () => {
  expect(() => exponentOf([{ size: 10, value: 1 }])).toThrow("two points");
  expect(() => exponentOf(points(() => 0))).toThrow("above zero");
});

test("bars of linear growth grow by equal steps", () => {
  const lengths = chart(
    points((n) => n),
    "ms",
    31,
  ).map((line) => line.split("█").length - 1);
  expect(lengths).toEqual([1, 11, 21, 31]);
});
