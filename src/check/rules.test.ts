import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { exampleTexts } from "./example-text.ts";
import { foundBy } from "./judge-system.ts";
import { rules } from "./registry.gen.ts";
import type { Example, Rule } from "./rule.ts";
import { built, testDay } from "./testing.ts";

const names = (among: readonly Rule[], example: Example): string[] =>
  foundBy(among, built(example).system, testDay).found.map(({ rule, on }) => `${rule} on ${on}`);

test("every file of rules/ is a rule of that name, once", () => {
  const files = readdirSync(join(import.meta.dir, "rules")).map((file) => file.replace(".ts", ""));
  expect(rules.map(({ id }) => id)).toEqual(files.sort());
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const { why, remedy, source, examples } = rule;

  test("says why, what to do and from where, in whole sentences", () => {
    for (const text of [why, remedy]) expect(text).toMatch(/^[A-Z`].{20,}\.$/s);
    expect(source).toMatch(/^https:\/\/\S+|^\S.* (§|section) ?\S/);
  });

  test("finds nothing in its good example, nor does any other rule, nor the model", () => {
    expect(built(examples.good).findings).toEqual([]);
    expect(names(rules, examples.good)).toEqual([]);
  });

  test("finds exactly what is bad in the bad one, and the model sees nothing wrong with it", () => {
    expect(built(examples.bad).findings).toEqual([]);
    expect(examples.found.length).toBeGreaterThan(0);
    const found = examples.found.map((on) => `${id} on ${on}`);
    expect(names([rule], examples.bad)).toEqual(found);
  });

  test("says what is wrong and what to write instead, of things that are there", () => {
    const { system: bad } = built(examples.bad);
    for (const { on, says, instead } of foundBy([rule], bad, testDay).found) {
      const [type, ...rest] = on.split(":");
      const isSaid = bad.statements.some((s) => s.type === type && s.id === rest.join(":"));
      expect(bad.nodes.has(on) || isSaid).toBe(true);
      expect(says).toMatch(/^\S.*[^.]$/s);
      expect(instead).toMatch(/^\S/);
    }
  });

  test("has examples that can be shown as they were written", async () => {
    const file = Bun.file(join(import.meta.dir, "rules", `${id}.ts`));
    const { good, bad } = exampleTexts(await file.text());
    expect(good).not.toBe("");
    expect(bad).not.toBe(good);
  });
});
