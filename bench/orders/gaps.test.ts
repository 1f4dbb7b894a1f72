import { expect, test } from "bun:test";
import { gapsByFault, longestGap } from "./gaps.ts";

const accepted = [100, 200, 1_200, 1_300, 1_400, 4_400, 4_500].map((atMs) => ({ atMs }));

test("the longest time without an accepted order, from the first one on", () => {
  expect(longestGap(accepted)).toEqual({ fromMs: 1_400, ms: 3_000 });
  expect(longestGap([{ atMs: 700 }])).toEqual({ fromMs: 0, ms: 700 });
});

test("each kind of fault has the worst that was seen until the next one; one that hit nobody has none", () => {
  const faults = [
    { atMs: 250, says: "a broker", victim: "orders-0" },
    { atMs: 1_350, says: "the primary", victim: "db-0" },
    { atMs: 4_450, says: "a broker", victim: "orders-1" },
    { atMs: 4_460, says: "the standby" },
  ];
  expect(gapsByFault(accepted, faults)).toEqual([
    ["the primary", { fromMs: 1_400, ms: 3_000 }],
    ["a broker", { fromMs: 200, ms: 1_000 }],
  ]);
});
