import { expect, test } from "bun:test";
import { Glob } from "bun";
import { ownFindings } from "./own-findings.ts";
import { rules } from "./registry.gen.ts";

const root = Bun.fileURLToPath(new URL("../..", import.meta.url));

test("whatever the model and check find by themselves can be explained", async () => {
  const named = new Set<string>();
  for (const path of new Glob("src/{model,check}/*.ts").scanSync(root)) {
    if (path.endsWith(".test.ts") || path.endsWith("own-findings.ts")) continue;
    const text = await Bun.file(root + path).text();
    for (const [, rule] of text.matchAll(/(?:\brule: |complain\(\s*)"([a-z-]+)"/g)) {
      if (rule !== undefined) named.add(rule);
    }
  }
  expect(ownFindings.map(({ id }) => id)).toEqual([...named].sort());
});

test("no rule has the name of what is found without one", () => {
  const ids = new Set(rules.map(({ id }) => id));
  expect(ownFindings.filter(({ id }) => ids.has(id))).toEqual([]);
});
