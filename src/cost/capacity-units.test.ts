import { expect, test } from "bun:test";
import { billedCapacity, capacityUnits } from "./capacity-units.ts";
import { assumedLoad } from "./load.ts";

const at = (ratePerSecond: number, more: Partial<typeof assumedLoad> = {}) => ({
  ...assumedLoad,
  ...more,
  ratePerSecond,
});

test("the four dimensions are counted as the price page says", () => {
  const load = at(1_000, { requestBytes: 100, answerBytes: 900, requestsPerConnection: 10 });
  // 1 MB/s are 3.6 GB an hour; 100 connections a second, each held for a minute; 2 rules too many.
  const { bytes, rules, ...connections } = capacityUnits(load, { rules: 12, share: 1 });
  expect(bytes).toBeCloseTo(3.6, 9);
  expect(rules).toBeCloseTo(2, 9);
  expect(connections).toEqual({ "new connections": 4, "open connections": 2 });
});

test("only the dimension that needs most is billed", () => {
  const kept = capacityUnits(at(100_000), { rules: 1, share: 1 });
  expect(billedCapacity(kept).by).toBe("bytes");
  const closed = capacityUnits(at(100_000, { requestsPerConnection: 1 }), { rules: 1, share: 1 });
  expect(billedCapacity(closed)).toEqual({ by: "new connections", hours: 4_000 * 730 });
});

test("two balancers share the load", () => {
  const half = capacityUnits(at(1_000), { rules: 1, share: 0.5 });
  expect(half).toEqual(capacityUnits(at(500), { rules: 1, share: 1 }));
});
