import { expect, test } from "bun:test";
import { demands } from "./demands.ts";
import { ownFindings } from "./own-findings.ts";
import { rules } from "./registry.gen.ts";

test("every demand has rules that there are, or says what it waits for", () => {
  const known = new Set([...rules, ...ownFindings].map(({ id }) => id));
  expect(demands.flatMap(({ by }) => by).filter((id) => !known.has(id))).toEqual([]);
  const open = demands.filter(({ by, waitsFor }) => by.length === 0 && waitsFor === undefined);
  expect(open).toEqual([]);
  expect(demands.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, i) => `R${i + 1}`));
});
