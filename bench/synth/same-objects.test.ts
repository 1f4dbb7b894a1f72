import { afterAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstDifference } from "./same-objects.ts";

const root = mkdtempSync(join(tmpdir(), "plinth-same-objects-"));
afterAll(() => rmSync(root, { recursive: true }));

const folder = (name: string, files: Readonly<Record<string, string>>): string => {
  mkdirSync(join(root, name));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, name, path), text);
  return join(root, name);
};

test("files and the order of keys do not matter, values and missing objects do", () => {
  const one = folder("one", { "all.yaml": "kind: A\nname: x\n---\nkind: B\nlist: [1, 2]\n" });
  const two = folder("two", {
    "b.yaml": "list:\n- 1\n- 2\nkind: B\n",
    "a.yaml": "{name: x, kind: A}",
  });
  const other = folder("other", { "all.yaml": "kind: A\nname: x\n---\nkind: B\nlist: [2, 1]\n" });
  const fewer = folder("fewer", { "all.yaml": "kind: A\nname: x\n" });
  expect(firstDifference(one, two)).toBeUndefined();
  expect(firstDifference(one, other)).toContain('"list":[1,2]');
  expect(firstDifference(fewer, one)).toContain('"kind":"B"');
});
