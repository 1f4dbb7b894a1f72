import { expect, test } from "bun:test";
import { didYouMean, nearest } from "./nearest.ts";

test("a typing mistake has its word, whatever the case", () => {
  expect(nearest("STAUTS", ["start", "status", "stop"])).toBe("status");
});

test("a word that is near to nothing gets no suggestion", () => {
  expect(nearest("teleport", ["start", "status", "stop"])).toBeUndefined();
  expect(didYouMean("teleport", ["start"])).toBe("");
});

test("of two equally near the first by letters is taken, so that the answer does not change", () => {
  expect(nearest("stort", ["stort2", "stort1"])).toBe("stort1");
});
