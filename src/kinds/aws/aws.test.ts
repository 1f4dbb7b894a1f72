import { expect, test } from "bun:test";
import { complaints } from "../testing.ts";

test("a region offers only so many zones", () => {
  expect(complaints((s) => s.aws("us-west-1", { zones: 2 }))).toEqual([]);
  expect(complaints((s) => s.aws("us-west-1", { zones: 3 }))).toEqual([
    "zones must be 1 to 2, what us-west-1 offers, not 3",
  ]);
  expect(complaints((s) => s.aws("us-west-1", { zones: 0 }))).toHaveLength(1);
});

test("a zone is one of its region", () => {
  expect(complaints((s) => s.aws("us-west-1", { zones: ["us-west-1a", "us-west-2b"] }))).toEqual([
    "zone us-west-2b is not in us-west-1",
  ]);
});
