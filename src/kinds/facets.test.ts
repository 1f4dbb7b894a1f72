import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { facetNames, isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { kinds } from "./registry.gen.ts";

const all: readonly (readonly [string, AnyKind])[] = Object.entries(kinds);
const cells = all.flatMap(([name, kind]) =>
  facetNames.map((facet) => [name, facet, kind[facet]] as const),
);

test.each(cells)("%s answers %s with a function or a reason", (_name, _facet, answer) => {
  if (!isNone(answer)) return expect(answer).toBeFunction();
  expect(answer.none).toMatch(/^[A-Z0-9`].*\S.*\.$/s);
});

test("every kind is known by the name of its folder", async () => {
  const entries = await readdir(import.meta.dir, { withFileTypes: true });
  const folders = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  expect(all.map(([key]) => key)).toEqual(folders.filter((name) => name !== "golden").sort());
  for (const [key, kind] of all) expect(kind.name).toBe(key);
});

test("every kind says what it is in a sentence, and stands in kinds that there are", () => {
  for (const [name, kind] of all) {
    expect([name, kind.doc]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
    expect(kind.in.length).toBeGreaterThan(0);
    for (const place of kind.in) expect(["system", ...Object.keys(kinds)]).toContain(place);
  }
});

test("no output of a kind hides a method by which something is made in it", () => {
  const camel = (name: string): string =>
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  for (const [place, kind] of all) {
    const methods = all.flatMap(([name, child]) => (child.in.includes(place) ? [camel(name)] : []));
    const names = [...methods, ...kind.outputs, "ref", "kind", "output"];
    expect([place, new Set(names).size]).toEqual([place, names.length]);
  }
});

test("the registry and the table of kinds and facets are up to date", async () => {
  const root = Bun.fileURLToPath(new URL("../..", import.meta.url));
  const gen = Bun.spawn([process.execPath, "scripts/gen.ts", "--check"], {
    cwd: root,
    stderr: "pipe",
  });
  expect(await new Response(gen.stderr).text()).toBe("");
  expect(await gen.exited).toBe(0);
});
