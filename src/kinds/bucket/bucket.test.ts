import { expect, test } from "bun:test";
import { complaints } from "../testing.ts";

test("objects grow old in order, and by whole days", () => {
  const found = complaints((s) => {
    const aws = s.aws("us-east-1");
    const moves = [
      { to: "STANDARD_IA", after: "30d" },
      { to: "GLACIER", after: "90d" },
    ] as const;
    aws.bucket("logs", { moves, expires: "180d" });
    aws.bucket("hasty", { moves, expires: "60d" });
    aws.bucket("exact", { expires: "36h" });
  });
  expect(found).toEqual([
    '"36h" must be whole days, as S3 counts them',
    '"90d" and "60d" are not in order; each must be later than the last',
  ]);
});
