import { expect, test } from "bun:test";
import { expectGolden } from "../test/golden.ts";
import * as plinth from "./index.ts";

const source = await Bun.file(`${import.meta.dir}/index.ts`).text();

/** Names that a file exports, types marked as such, sorted. */
const exportsOf = (text: string): string[] => {
  const names: string[] = [];
  for (const [, type, list = ""] of text.matchAll(/^export (type )?\{([^}]*)\}/gm)) {
    for (const entry of list.split(",").map((name) => name.trim())) {
      if (entry === "") continue;
      names.push(type && !entry.startsWith("type ") ? `type ${entry}` : entry);
    }
  }
  for (const [, kind, name] of text.matchAll(
    /^export (const|function|class|interface|type) (\w+)/gm,
  )) {
    names.push(kind === "interface" || kind === "type" ? `type ${name}` : `${name}`);
  }
  return names.sort();
};

test("what a system file can import changes only on purpose", async () => {
  const names = exportsOf(source);
  expect(names.filter((name) => !name.startsWith("type "))).toEqual(Object.keys(plinth).sort());
  await expectGolden(`${import.meta.dir}/golden/exports.txt`, `${names.join("\n")}\n`);
});
