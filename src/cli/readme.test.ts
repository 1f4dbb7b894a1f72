import { expect, test } from "bun:test";
import { join } from "node:path";
import { verbs } from "./verbs.ts";

/** The first page that people read says what there is. */
const page = await Bun.file(join(import.meta.dir, "..", "..", "README.md")).text();

test("every verb that the help shows is in the table", async () => {
  const table = page
    .split("\n")
    .filter((line) => line.startsWith("| ") && line.includes("`plinth "));
  const missing = [];
  for (const [verb, load] of Object.entries(verbs)) {
    const { default: command } = await load();
    if (command.hidden || table.some((row) => row.includes(`\`plinth ${verb}`))) continue;
    missing.push(verb);
  }
  expect(missing).toEqual([]);
});
