import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "./run-tests.ts";
import type { Tally } from "./tally.ts";

const tallyOf = async (
  source: string,
  silenceMsMax = 30_000,
  others: Readonly<Record<string, string>> = {},
): Promise<Tally> => {
  const root = await mkdtemp(join(tmpdir(), "plinth-test-"));
  await Bun.write(
    join(root, "some.test.ts"),
    `import { expect, test } from "bun:test";\n${source}`,
  );
  for (const [file, text] of Object.entries(others)) await Bun.write(join(root, file), text);
  const run = { root, bun: process.execPath, paths: [], environment: process.env, silenceMsMax };
  const tally = await runTests({ ...run, tell: () => {} });
  await rm(root, { recursive: true });
  return tally;
};

test("tests are counted as the runner counts them", async () => {
  const source = 'test("a", () => {});test.skip("b", () => {});test("c", () => expect(1).toBe(2));';
  expect(await tallyOf(source)).toEqual({ passed: 1, failed: 1, skipped: 1 });
});

test("a file that ends the whole run is a failure, though no test failed", async () => {
  expect((await tallyOf('test("a", () => {}); process.exit(3);')).failed).toBe(1);
  expect((await tallyOf('test("a", () => {}); process.exit(0);')).failed).toBe(1);
});

test("a file that cannot be loaded is a failure, beside others that pass and alone", async () => {
  const broken = 'import { nothing } from "node:fs"; test("b", () => nothing());';
  expect((await tallyOf(broken)).failed).toBe(1);
  const files = { "other.test.ts": 'import { test } from "bun:test"; test("a", () => {});' };
  expect(await tallyOf(broken, 30_000, files)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test("a test that never yields is ended, and is a failure", async () => {
  expect((await tallyOf('test("a", () => { for (;;); });', 1_000)).failed).toBe(1);
});

test("what another run does is left out", async () => {
  const root = await mkdtemp(join(tmpdir(), "plinth-test-"));
  const one = 'import { test } from "bun:test"; test("a", () => {});';
  for (const file of ["a/one.test.ts", "b/two.test.ts"]) await Bun.write(join(root, file), one);
  const told: string[] = [];
  const run = { root, bun: process.execPath, paths: [], environment: process.env };
  const tell = ({ file }: { readonly file: string }) => told.push(file);
  const tally = await runTests({ ...run, without: ["a"], tell, silenceMsMax: 30_000 });
  await rm(root, { recursive: true });
  expect([tally, told]).toEqual([{ passed: 1, failed: 0, skipped: 0 }, ["b/two.test.ts"]]);
});
