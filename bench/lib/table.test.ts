import { expect, test } from "bun:test";
import { textTable } from "./table.ts";

test("numbers are right-aligned with separators, text is left-aligned, no line ends in spaces", () => {
  const text = textTable(
    ["server", "req/s", "p50 ms"],
    [
      ["time", 144535.82, 0.4312],
      ["go", 82000, 0.79],
    ],
  );
  expect(text).toBe(
    ["server    req/s  p50 ms", "time    144,536    0.43", "go       82,000    0.79"].join("\n"),
  );
});
