import { expect, test } from "bun:test";
import { shellOf, shellWord } from "./shell.ts";
import { run, value } from "./step.ts";

const place = { folder: "/work", env: {} };

/** What a shell makes of a word. */
const read = async (word: string): Promise<string> => {
  const shell = Bun.spawn(["sh", "-c", `printf %s ${word}`], { env: { A: "va lue" } });
  return new Response(shell.stdout).text();
};

test("a shell reads each word as it was meant, whatever signs are in it", async () => {
  for (const text of ["plain", "two words", "it's", 'say "no"', "$A", "`id`", "a\\b", "*", ""]) {
    expect(await read(shellWord(text))).toBe(text);
  }
  expect(await read(shellWord(["--x=$A`", value("A"), '"']))).toBe('--x=$A`va lue"');
});

test("a step that was done before is a condition, and a value is a variable", () => {
  const steps = [
    {
      id: "bucket",
      says: "Make a bucket",
      unless: [{ when: [run(["head", "bucket"])] }],
      deeds: [run(["make"], { from: ["password"], into: "BUCKET" })],
    },
  ];
  expect(shellOf(steps, place)).toEqual([
    "set -eu",
    "cd /work",
    "",
    "# 1. Make a bucket",
    "if ! { head bucket 2>/dev/null; }; then",
    '  BUCKET="$(password | make)"',
    "fi",
  ]);
});

test("what a step writes is written as it is, but for values, whatever signs are in it", async () => {
  const text = ['"a\\n" costs $1 `id` ', value("A"), "\n"];
  const steps = [{ id: "file", says: "Write", deeds: [{ do: "write", path: "f", text } as const] }];
  const script = shellOf(steps, place).slice(4).join("\n").replace("cat > f", "cat");
  const shell = Bun.spawn(["sh", "-c", script], { env: { A: "va lue", PATH: "/usr/bin:/bin" } });
  expect(await new Response(shell.stdout).text()).toBe('"a\\n" costs $1 `id` va lue\n');
});

test("a step is left out when any one of its reasons holds", async () => {
  const says = (word: string) => ({ when: [run([word])] });
  for (const [unless, isDone] of [
    [[says("false"), says("true")], false],
    [[says("false"), says("false")], true],
  ] as const) {
    const steps = [{ id: "x", says: "X", unless, deeds: [run(["echo", "done"])] }];
    const script = shellOf(steps, { folder: "/", env: {} }).join("\n");
    const shell = Bun.spawn(["sh", "-c", script], { env: { PATH: "/usr/bin:/bin" } });
    expect(await new Response(shell.stdout).text()).toBe(isDone ? "done\n" : "");
  }
});
