import { afterEach, beforeEach, expect, test } from "bun:test";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a lesson tells to write: "Make `path`", and the next block of TypeScript is its text. */
const filesOf = (lesson: string): ReadonlyMap<string, string> => {
  const step = /Make `([^`]+\.ts)`(?:(?!```)[\s\S])*```ts\n([\s\S]*?)```/g;
  return new Map([...lesson.matchAll(step)].map(([, path = "", text = ""]) => [path, text]));
};

const root = Bun.fileURLToPath(new URL("../..", import.meta.url));
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plinth-lesson-"));
  for (const each of [
    "package.json",
    "tsconfig.json",
    "bunfig.toml",
    "src",
    "scripts",
    "test",
    "docs",
  ])
    await cp(join(root, each), join(folder, each), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
});
afterEach(() => rm(folder, { recursive: true }));

const run = async (...command: readonly string[]): Promise<string> => {
  const child = Bun.spawn([...command], { cwd: folder, stdout: "pipe", stderr: "pipe" });
  const [out, err] = [new Response(child.stdout).text(), new Response(child.stderr).text()];
  const code = await child.exited;
  return code === 0 ? "" : `${command.join(" ")} ended with ${code}\n${await out}${await err}`;
};

/** Does what the lesson tells; what it tells to test must pass, and all of it must compile. */
const follow = async (name: string, further: (lesson: string) => Promise<string>) => {
  const lesson = await Bun.file(join(root, "docs", name)).text();
  const files = filesOf(lesson);
  expect(files.size).toBe(2);
  for (const [path, text] of files) await Bun.write(join(folder, path), text);
  expect(await further(lesson)).toBe("");
  const tests = [...files.keys()].filter((path) => path.endsWith(".test.ts"));
  expect(await run(process.execPath, "test", ...tests.map((path) => `./${path}`))).toBe("");
  await Bun.write(
    join(folder, "tsconfig.lesson.json"),
    JSON.stringify({ extends: "./tsconfig.json", include: [...files.keys()] }),
  );
  const tsc = "node_modules/typescript/bin/tsc";
  expect(await run("node", tsc, "-p", "tsconfig.lesson.json", "--pretty", "false")).toBe("");
};

test("a kind is added as the lesson says", async () => {
  await follow("adding-a-kind.md", () => run(process.execPath, "scripts/gen.ts"));
}, 60_000);

test("a verb is added as the lesson says", async () => {
  await follow("adding-a-verb.md", async (lesson) => {
    const line = /```ts\n( {2}\w+: \(\) => import\(.*\n)```/.exec(lesson)?.[1];
    const list = join(folder, "src/cli/verbs.ts");
    const text = await Bun.file(list).text();
    await Bun.write(list, text.replace(/(?<=> = \{\n)/, line ?? ""));
    return line === undefined ? "the lesson has no line for the list" : "";
  });
}, 60_000);

test("a rule is added as the lesson says", async () => {
  const files = filesOf(await Bun.file(join(root, "docs", "adding-a-rule.md")).text());
  const [[path, text] = ["", ""]] = files;
  const id = path.split("/").at(-1)?.replace(".ts", "") ?? "";
  await Bun.write(join(folder, path), text);
  expect(await run(process.execPath, "scripts/gen.ts")).toBe("");
  // The other rules' examples are not held to one that only a lesson knows.
  const tests = ["test", "./src/check/rules.test.ts", "--test-name-pattern", `^${id} `];
  expect(await run(process.execPath, ...tests)).toBe("");
}, 60_000);
