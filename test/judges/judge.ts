/**
 * Judges: programs of others that say what they make of ours. `npm run judges` puts them into
 * .cache/judges; those on PATH are used too. A test asks for those it needs by name, and is skipped by
 * name where one is missing. Where PLINTH_JUDGES is "all", as in CI, a missing judge is a failure.
 */
import { test } from "bun:test";
import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { findPrograms } from "#plinth/cloud/control-plane/programs.ts";

/** The folder that `npm run judges` fills. */
export const judgesFolder = join(import.meta.dir, "..", "..", ".cache", "judges");

const bin = join(judgesFolder, "bin");

/** Where a judge is: on PATH, among those built, or in the Python environment. */
export const judgeAt = (name: string): string | null =>
  Bun.which(name, {
    PATH: [process.env.PATH, bin, join(judgesFolder, "python", "bin")].join(":"),
  });

/** The programs of a control plane, as a test may have them. */
export const controlPlanePrograms = findPrograms({ env: process.env, folders: [bin] });

/** What one judge came to; a row of the table at the end of a run. */
export interface Verdict {
  readonly judge: string;
  readonly version: string;
  /** What it was shown, in a few words. */
  readonly lookedAt: string;
  /** How many things it judged. */
  readonly checks: number;
  /** How many of them it found wrong. */
  readonly findings: number;
}

const tell = (row: Verdict | { readonly judge: string; readonly skipped: string }): void => {
  const { PLINTH_JUDGES_REPORT: report } = process.env;
  if (report !== undefined) appendFileSync(report, `${JSON.stringify(row)}\n`);
};

/** Puts a verdict into the table at the end of the run. */
export const verdict = (row: Verdict): void => tell(row);

/** The first version number that a judge prints. */
export const versionOfJudge = async (
  name: string,
  ...words: readonly string[]
): Promise<string> => {
  const asked = Bun.spawn([judgeAt(name) ?? name, ...(words.length > 0 ? words : ["--version"])], {
    stderr: "pipe",
    stdin: "ignore",
  });
  const outputs = [new Response(asked.stdout).text(), new Response(asked.stderr).text()];
  const said = (await Promise.all(outputs)).join("\n");
  return /\d+\.\d+(\.\d+)?/.exec(said)?.[0] ?? "unknown";
};

/**
 * A test that needs judges: names of programs, paths below .cache/judges with a slash in them, or
 * "root" for the rights to run containers.
 * Without one of them it is skipped, and says so; where PLINTH_JUDGES is "all" it fails.
 */
export const judgeTest = (
  name: string,
  needs: readonly string[],
  judge: () => Promise<void>,
  timeoutMs = 60_000,
): void => {
  const missing = needs.filter((each) => {
    if (each === "root") return process.getuid?.() !== 0;
    return each.includes("/") ? !existsSync(join(judgesFolder, each)) : judgeAt(each) === null;
  });
  if (missing.length === 0) {
    test(name, judge, timeoutMs);
    return;
  }
  const without = missing.join(" and ");
  for (const each of missing) tell({ judge: each, skipped: "not found; npm run judges gets it" });
  if (process.env.PLINTH_JUDGES === "all") {
    test(name, () => {
      throw new Error(`${without} cannot be found, and PLINTH_JUDGES asks for all: npm run judges`);
    });
  } else test.skip(`${name}, skipped without ${without}`, judge);
};
