import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expectGolden } from "../../test/golden.ts";
import { typed } from "./fixtures/fake-world.ts";
import { verbs } from "./verbs.ts";

const golden = (name: string): string => join(import.meta.dir, "golden", "help", `${name}.txt`);

test("every file of commands/ is a verb, and every verb is a file", () => {
  const files = readdirSync(join(import.meta.dir, "commands")).map((file) =>
    file.replace(/\.ts$/, ""),
  );
  expect(Object.keys(verbs).sort()).toEqual(files.sort());
});

test("the help of all verbs is what plinth, --help, -h and help say", async () => {
  const { exitCode, out } = await typed("--help");
  expect(exitCode).toBe(0);
  for (const words of ["", "-h", "help"]) expect((await typed(words)).out).toBe(out);
  await expectGolden(golden("plinth"), out);
});

for (const verb of Object.keys(verbs)) {
  test(`the help of ${verb}`, async () => {
    const { exitCode, out } = await typed(`${verb} --help`);
    expect(exitCode).toBe(0);
    expect((await typed(`help ${verb}`)).out).toBe(out);
    await expectGolden(golden(verb), out);
  });
}

test("no line of help is wider than 110 columns", async () => {
  const all = await Promise.all(Object.keys(verbs).map((verb) => typed(`${verb} --help`)));
  const wide = all.flatMap(({ out }) => out.split("\n")).filter((line) => line.length > 110);
  expect(wide).toEqual([]);
});

test("every verb has an example, and every example names a verb that is there", async () => {
  for (const [name, load] of Object.entries(verbs)) {
    const { examples, hidden } = (await load()).default;
    if (hidden) continue;
    expect(examples.length).toBeGreaterThan(0);
    for (const [line] of examples) expect(line).toContain(`plinth ${name}`);
  }
});

test("--version is the version of the package", async () => {
  const manifest = await import("../../package.json");
  expect((await typed("--version")).out).toBe(`${manifest.version}\n`);
});
