import { expect, test } from "bun:test";
import { join } from "node:path";
import { expectGolden } from "../../../test/golden.ts";
import { tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";

const golden = (name: string): string => join(import.meta.dir, "golden", name);

const root = join(import.meta.dir, "..", "..", "..");

/** A system with an error, a warning in one profile, a waiver that counts and one that does not. */
const shop = {
  "package.json": "{}",
  "system.ts": `import { system } from "plinth";
export default system("shop", { profiles: ["full", "small"] }, (s, profile) => {
  const main = s.kubernetes("main");
  const web = main.service("web", {
    command: "serve",
    port: 80,
    replicas: profile === "full" ? 3 : 1,
    env: { API_TOKEN: "hunter2" },
    waive: [
      { rule: "runs-as-root", because: "the image is not ours", until: "2026-06-30" },
      { rule: "memory-limited", because: "we were to measure it", until: "2026-01-31" },
    ],
  });
  main.gateway("door", { routes: { "/*": web } });
});`,
};

test("findings are shown by place, with what to write, the profile and the waiver", async () => {
  using project = tempProject(shop);
  const { exitCode, out, err } = await typed("check", { cwd: project.root });
  expect([exitCode, err]).toEqual([4, ""]);
  await expectGolden(golden("check.txt"), out);
});

test("a profile that is named is judged alone", async () => {
  using project = tempProject(shop);
  const { out } = await typed("check --profile small", { cwd: project.root });
  expect(out).toContain("shop (small) on 2026-03-01");
  expect(out).toContain("(replicas-outlast-one)");
  expect(out).not.toContain("(disruption-budget)");
  const unknown = await typed("check --profile smal", { cwd: project.root });
  expect(unknown.exitCode).toBe(2);
  expect(unknown.err).toContain('did you mean "small"?');
});

test("what it takes to fail is asked for", async () => {
  using project = tempProject({
    "package.json": "{}",
    "system.ts": `import { system } from "plinth";
export default system("cloud", {}, (s) => {
  s.aws("eu-central-1", { zones: 2 });
});`,
  });
  const at = async (words: string) => (await typed(words, { cwd: project.root })).exitCode;
  expect(await at("check")).toBe(0);
  expect(await at("check --severity note")).toBe(4);
  expect(await at("check --severity warning")).toBe(4);
  expect(await at("check --severity worst")).toBe(2);
});

test("--json is the report as data", async () => {
  using project = tempProject(shop);
  const { out } = await typed("check --json", { cwd: project.root });
  const { system, counts, findings, day } = JSON.parse(out);
  expect([system, day, counts.waived]).toEqual(["shop", "2026-03-01", 1]);
  expect(findings[0]).toMatchObject({ severity: "error", where: { file: "system.ts" } });
});

test("SARIF and JUnit are written beside what is shown; a folder that is not there is said", async () => {
  using project = tempProject(shop);
  const { out } = await typed("check --sarif a.sarif --junit b.xml", { cwd: project.root });
  expect(out).toContain("shop (full, small)");
  expect(JSON.parse(await Bun.file(project.at("a.sarif")).text()).version).toBe("2.1.0");
  expect(await Bun.file(project.at("b.xml")).text()).toContain("<testsuites");
  const nowhere = await typed("check --sarif nowhere/a.sarif", { cwd: project.root });
  expect(nowhere.exitCode).toBe(8);
  expect(nowhere.err).toContain('"nowhere/a.sarif" cannot be written (ENOENT)');
});

test("a day decides what has ended, and one that no book reaches is refused", async () => {
  const on = (words: string) => typed(`check simple-time-service ${words}`, { cwd: root });
  expect((await on("--date 2026-11-21")).exitCode).toBe(0);
  const later = await on("--date 2027-04-15");
  expect(later.exitCode).toBe(0);
  const beyond = await on("--date 2031-01-01");
  expect(beyond.exitCode).toBe(6);
  expect(beyond.err).toMatch(/--date 2031-01-01 is beyond the book ".*", believed until 20\d\d-/);
  const none = await on("--date 2026-02-30");
  expect(none.exitCode).toBe(2);
  expect(none.err).toBe('--date: "2026-02-30" is not a day; write e.g. "2026-11-21"\n');
});

test("a book that is too old today is told, and ends in 6 where nothing worse does", async () => {
  const options = { cwd: root, nowMs: Date.UTC(2027, 11, 31) };
  const old = await typed("check simple-time-service", options);
  expect(old.out).toMatch(
    /warning {2}the book "[\w-]+" was written on 2026-11-21 and is believed until 2027-/,
  );
  expect(old.exitCode).toBe(6);
  expect((await typed("check simple-time-service --as-written", options)).exitCode).toBe(4);
});

test("on a narrow terminal findings stand below themselves, and in a pipe in one line", async () => {
  using project = tempProject(shop);
  const narrow = await typed("check", { cwd: project.root, live: true, columns: 60 });
  for (const line of narrow.out.split("\n").slice(0, -2))
    expect(line.length).toBeLessThanOrEqual(60);
  const piped = await typed("check", { cwd: project.root });
  expect(narrow.out.replaceAll(/\s+/g, " ")).toBe(piped.out.replaceAll(/\s+/g, " "));
});

test("the document as written is judged although the model refuses parts of it", async () => {
  const words = "check simple-time-service --as-written --date 2026-11-21";
  const { exitCode, out } = await typed(words, { cwd: root });
  expect(exitCode).toBe(4);
  await expectGolden(golden("as-written.txt"), out);
  using project = tempProject(shop);
  const none = await typed("check --as-written", { cwd: project.root });
  expect(none.exitCode).toBe(2);
  expect(none.err).toBe('"." has no as-written.ts; leave --as-written out\n');
});

test("a rule is explained with a bad and a good example", async () => {
  const { exitCode, out } = await typed("explain replicas-or-scale");
  expect(exitCode).toBe(0);
  await expectGolden(golden("explain.txt"), out);
  const { examples } = JSON.parse((await typed("explain replicas-or-scale --json")).out);
  expect(examples.bad).toContain("replicas: 3");
});

test("what no rule finds is explained too, and a misspelt rule is guessed", async () => {
  expect((await typed("explain start-cycle")).out).toContain("talksTo(…)");
  const { exitCode, err } = await typed("explain replica-or-scale");
  expect(exitCode).toBe(2);
  expect(err).toBe('there is no rule "replica-or-scale"; did you mean "replicas-or-scale"?\n');
});
