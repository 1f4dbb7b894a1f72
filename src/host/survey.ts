import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { arch, availableParallelism, platform, release, totalmem } from "node:os";
import { environment } from "./machine.ts";
import { runOnce } from "./processes/run-once.ts";

/** A look at the machine: what it is, which programs it has. Nothing is changed. */

export interface Survey {
  readonly platform: string;
  readonly architecture: string;
  readonly release: string;
  readonly processors: number;
  readonly memoryMib: number;
  /** Files that a process may have open; unknown where the system does not say. */
  readonly openFilesMax?: number;
  /** Of the runtime that runs us. */
  readonly bun: string;
  readonly isRoot: boolean;
}

const openFilesMax = (): number | undefined => {
  try {
    const line = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"));
    return line ? Number(line[1]) : undefined;
  } catch {
    return undefined;
  }
};

export const survey = (): Survey => {
  const files = openFilesMax();
  return {
    platform: platform(),
    architecture: arch(),
    release: release(),
    processors: availableParallelism(),
    memoryMib: Math.round(totalmem() / 1024 ** 2),
    ...(files !== undefined && { openFilesMax: files }),
    bun: Bun.version,
    isRoot: process.getuid?.() === 0,
  };
};

/** Where a program is on PATH. */
export const whereIs = (program: string): string | undefined =>
  Bun.which(program, { PATH: process.env.PATH ?? "" }) ?? undefined;

/** A program that does not answer within this time has no version, ms. */
const answersWithinMs = 3_000;

/** The first version number that a program prints; unknown when it prints none in time. */
export const versionOf = async (
  program: string,
  words: readonly string[],
): Promise<string | undefined> => {
  const command = [program, ...words];
  const { output } = await runOnce({
    command,
    cwd: "/",
    env: environment(),
    timeoutMs: answersWithinMs,
  });
  return /\d+\.\d+(\.\d+)?/.exec(output)?.[0];
};

/** Runs a command in front of the person; what it says goes to stderr. Its exit code. */
export const runInFront = (words: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const [program = "", ...rest] = words;
    const child = spawn(program, rest, { stdio: ["inherit", 2, 2] });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
