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
      unless: [run(["head", "bucket"])],
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
