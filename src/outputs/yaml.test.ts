import { expect, test } from "bun:test";
import { yaml } from "./yaml.ts";

test("what stands in a value twice is written twice, however deep, and reads as it was", () => {
  const verbs = ["get", "list"];
  const rule = { resources: verbs, verbs };
  const value = { first: { verbs, rule }, second: [rule, { verbs, rule }], verbs };
  const text = yaml(value);
  expect(text).not.toMatch(/[&*]\w/);
  expect(Bun.YAML.parse(text)).toEqual(value);
  expect(yaml(structuredClone(value))).toBe(text);
});
