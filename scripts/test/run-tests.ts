import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileReport, FileReports } from "./file-report.ts";
import { type Tally, tallyOfJunit } from "./tally.ts";

export interface TestRun {
  readonly root: string;
  readonly bun: string;
  /** Folders or files below the root; all tests if empty. */
  readonly paths: readonly string[];
  /** Folders below the root that are left to another run. @default none */
  readonly without?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tell: (report: FileReport) => void;
  /** A run that says nothing for so long is ended: a test that never yields has no other time limit. */
  readonly silenceMsMax: number;
}

/** For a test that says no time of its own; what is slow on a busy machine is not wrong. */
const testMsMax = 30_000;

const eachLine = async (stream: ReadableStream<Uint8Array>, take: (line: string) => void) => {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of stream) {
    const lines = `${rest}${decoder.decode(bytes, { stream: true })}`.split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  }
  if (rest !== "") take(rest);
};

/** Runs the test files and counts what they came to; a run that breaks off counts as a failure. */
export const runTests = async (run: TestRun): Promise<Tally> => {
  const folder = await mkdtemp(join(tmpdir(), "plinth-test-"));
  const report = join(folder, "junit.xml");
  const without = (run.without ?? []).map((path) => `--path-ignore-patterns=${path}/**`);
  const flags = [
    "--reporter=junit",
    `--reporter-outfile=${report}`,
    `--timeout=${testMsMax}`,
    ...without,
  ];
  // A bare word is a pattern to the runner; with ./ in front it is a path.
  const paths = run.paths.map((path) => `./${path.replace(/^\.\//, "")}`);
  const child = Bun.spawn([run.bun, "test", ...flags, ...paths], {
    cwd: run.root,
    env: { ...run.environment },
    stdout: "pipe",
    stderr: "pipe",
  });
  let errors = 0;
  const reports = new FileReports((report) => {
    errors += report.errors;
    run.tell(report);
  });
  const giveUp = () => {
    reports.line(`(fail) no word for ${run.silenceMsMax} ms, so the run was ended`);
    child.kill("SIGKILL");
  };
  let silence = setTimeout(giveUp, run.silenceMsMax);
  const take = (line: string) => {
    clearTimeout(silence);
    silence = setTimeout(giveUp, run.silenceMsMax);
    reports.line(line);
  };
  await Promise.all([eachLine(child.stdout, take), eachLine(child.stderr, take)]);
  const code = await child.exited;
  clearTimeout(silence);
  reports.end();
  const file = Bun.file(report);
  const counted = tallyOfJunit((await file.exists()) ? await file.text() : "");
  const tally = { ...counted, failed: counted.failed + errors };
  await rm(folder, { recursive: true });
  const isComplete = code === 0 ? counted.passed + counted.skipped > 0 : tally.failed > 0;
  if (isComplete) return tally;
  run.tell({ file: "", passed: 0, failed: 1, errors: 0, lines: reports.rest });
  return { ...tally, failed: 1 };
};
