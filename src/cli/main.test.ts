import { expect, test } from "bun:test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type TempProject, tempProject } from "../../test/temp-project.ts";

/** The program itself, as a process. */

const start = (words: readonly string[], cwd: string, env: Record<string, string> = {}) =>
  Bun.spawn([process.execPath, join(import.meta.dir, "main.ts"), ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdout: "pipe",
    stderr: "pipe",
  });

const typed = async (words: string, cwd: string, env: Record<string, string> = {}) => {
  const child = start(words.split(" "), cwd, env);
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return { exitCode: await child.exited, out, err };
};

const system = `import { system } from "plinth";
export default system("hello", {}, (s) => {
  s.kubernetes("main").service("web", { command: "sleep 60", port: 80 });
});`;

const project = (): TempProject =>
  tempProject({ "package.json": "{}", "systems/hello/system.ts": system });

/** Every file of a project with its bytes and its time, to see whether anything was touched. */
const bytesOf = ({ root }: TempProject): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = entry.isFile() ? readFileSync(path, "base64") : "folder";
      return [path, `${statSync(path).mtimeMs} ${text}`];
    }),
  );

const readOnly = [
  "--help",
  "help up",
  "--version",
  "graph",
  "graph hello --format dot",
  "graph --json",
  "ps --all",
  "status",
  "logs",
  "events --json",
  "wait --timeout 1s",
  "doctor",
  "setup",
  "completion zsh",
  "completion --words -- logs ",
  "up --dry-run",
  "up --dry-run --json",
  "down --dry-run",
  "init other --dry-run",
  "up nothing-like-it",
  "up hello --profile none",
  "graph --nonsense",
];

test("verbs that only look leave the project as it is, to the byte", async () => {
  using folder = project();
  const before = bytesOf(folder);
  for (const words of readOnly) {
    const { err } = await typed(words, folder.root);
    expect(err).not.toContain("fault of Plinth");
    expect({ words, bytes: bytesOf(folder) }).toEqual({ words, bytes: before });
  }
}, 30_000);

test("the exit code of a refusal is that of the process, and stdout stays empty", async () => {
  using folder = project();
  const { exitCode, out, err } = await typed("up helo", folder.root);
  expect([exitCode, out]).toEqual([2, ""]);
  expect(err).toBe('this project has no system "helo"; did you mean "hello"?\n');
});

test("colours are written with FORCE_COLOR, but never with NO_COLOR, and not into a pipe", async () => {
  using folder = project();
  const paint = "\u001b[";
  const words = "doctor";
  const plain = await typed(words, folder.root, { FORCE_COLOR: "", NO_COLOR: "" });
  expect(plain.out).not.toContain(paint);
  const forced = await typed(words, folder.root, { FORCE_COLOR: "1", NO_COLOR: "" });
  expect(forced.out).toContain(paint);
  const never = await typed(words, folder.root, { FORCE_COLOR: "1", NO_COLOR: "1" });
  expect(never.out).not.toContain(paint);
}, 20_000);

test("a reader that goes away ends it quietly", async () => {
  using folder = project();
  const words = `${process.execPath} ${join(import.meta.dir, "main.ts")} graph --json`;
  const many = `for i in $(seq 20); do ${words} || exit 9; done | head -c 1`;
  const shell = Bun.spawn(["bash", "-c", many], { cwd: folder.root, stderr: "pipe" });
  expect([await shell.stdout.text(), await shell.stderr.text()]).toEqual(["{", ""]);
}, 20_000);

test("what is thrown and is no refusal ends in 70, with the stack and what to do", async () => {
  using folder = tempProject({ "package.json": "{}" });
  const child = start(["supervise", "not json"], folder.root);
  const err = await child.stderr.text();
  expect(await child.exited).toBe(70);
  expect(err).toContain("JSON Parse error");
  expect(err).toContain("commands/supervise.ts");
  expect(err).toEndWith("this is a fault of Plinth; please report it with the above\n");
});

test.each(["check", "up", "up --detach"])(
  "Ctrl-C ends the reading of a description that never comes to its end, for %s",
  async (words) => {
    const endless = system.replace(
      "s.kubernetes",
      'console.error("in it"); for (;;); s.kubernetes',
    );
    using folder = tempProject({ "package.json": "{}", "systems/hello/system.ts": endless });
    const child = start(words.split(" "), folder.root);
    using _ = { [Symbol.dispose]: () => child.kill("SIGKILL") };
    for await (const piece of child.stderr.pipeThrough(new TextDecoderStream())) {
      if (piece.includes("in it")) break;
    }
    child.kill("SIGINT");
    await child.exited;
    expect(child.signalCode).toBe("SIGINT");
  },
);

test("what a description prints is talk, and no part of the result", async () => {
  const talking = system.replace("s.kubernetes", 'console.log("as it is read"); s.kubernetes');
  using folder = tempProject({ "package.json": "{}", "systems/hello/system.ts": talking });
  const { out, err } = await typed("graph --json", folder.root);
  expect(JSON.parse(out)).toHaveProperty("nodes");
  expect(err).toBe("as it is read\n");
});
