import { expect, test } from "bun:test";
import { namePrefix } from "./name-prefix.ts";

test("a group's name leaves room for the provider's 26 characters within EKS' 63", () => {
  expect(namePrefix("machines")).toBe("machines-");
  expect(namePrefix("x".repeat(63))).toBe(`${"x".repeat(36)}-`);
});
