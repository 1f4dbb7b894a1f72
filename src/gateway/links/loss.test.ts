import { expect, test } from "bun:test";
import { stallMs, synStallMs } from "./loss.ts";

/** Draws these numbers, one after the other, then the last for ever. */
const drawing =
  (...values: number[]) =>
  () =>
    (values.length > 1 ? values.shift() : values[0]) ?? 0;

test("a segment that gets through does not stall", () => {
  expect(stallMs(100, 10, drawing(0.5))).toBe(0);
  expect(synStallMs(10, drawing(0.5))).toBe(0);
});

test("each loss in a row doubles the wait", () => {
  expect(stallMs(100, 10, drawing(0, 0.5))).toBe(200);
  expect(stallMs(100, 10, drawing(0, 0, 0, 0.5))).toBe(200 + 400 + 800);
  expect(synStallMs(10, drawing(0, 0, 0.5))).toBe(1000 + 2000);
});

test("any lost segment of a large piece stalls the piece", () => {
  expect(stallMs(3 * 1448, 10, drawing(0.5, 0.5, 0, 0.5))).toBe(200);
});

test("TCP gives up in the end", () => {
  expect(stallMs(100, 100, drawing(0))).toBeUndefined();
  expect(synStallMs(100, drawing(0))).toBeUndefined();
});
