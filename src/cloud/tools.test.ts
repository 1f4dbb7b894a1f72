import { expect, test } from "bun:test";
import { isAtLeast } from "./tools.ts";

test("versions are compared by their numbers, and not as text", () => {
  expect(isAtLeast("1.11.4", "1.11")).toBe(true);
  expect(isAtLeast("1.9.8", "1.11")).toBe(false);
  expect(isAtLeast("2.0", "1.11.9")).toBe(true);
  expect(isAtLeast("1.11", "1.11.1")).toBe(false);
});
