/**
 * `npm test`: everything that must hold, said while it is found out.
 *
 *   npm test                     checks (generated files, types, lint, dead code, layers) and all tests
 *   npm test -- src/model        only the tests below a path: the fast loop
 *   npm test -- --checks         only the checks
 *   npm test -- --golden [PATH]  all tests, rewriting golden files; review the difference like code
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Check, checksOf, runCheck } from "./test/check.ts";
import type { FileReport } from "./test/file-report.ts";
import { runTests } from "./test/run-tests.ts";
import { addTallies, closingLine, emptyTally, type Tally } from "./test/tally.ts";
import { verdictsIn } from "./test/verdicts.ts";

const root = Bun.fileURLToPath(new URL("..", import.meta.url));
const bun = process.execPath;
const node = Bun.which("node") ?? "node";

/** The longest without a word: more than the test of all rehearsals gives itself, on a busy machine. */
const silenceMsMax = 1_300_000;

/** These wait for programs of others, most of it on one core: with the rest beside them, both are busy. */
const ofOthers = ["test/deploy", "test/judges"];

/** What failed, for those who see only the end. */
const failures: string[] = [];

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const tellCheck = async (check: Check): Promise<Tally> => {
  if (check.skip) {
    console.log(`skip ${check.says}: ${check.skip}`);
    return { ...emptyTally, skipped: 1 };
  }
  const result = await runCheck(check, root);
  console.log(`${result.passed ? "ok  " : "FAIL"} ${check.says}, ${seconds(result.tookMs)}`);
  if (result.passed) return { ...emptyTally, passed: 1 };
  failures.push(check.says);
  console.log(`\n${result.output}\n\nagain: ${check.command.slice(1).join(" ")}\n`);
  return { ...emptyTally, failed: 1 };
};

const tellFile = ({ file, passed, failed, errors, lines }: FileReport): void => {
  const name = file === "" ? "the run of the tests" : file;
  console.log(`${failed + errors === 0 ? "ok  " : "FAIL"} ${name}, ${passed} passed`);
  if (failed + errors === 0) return;
  failures.push(name);
  console.log(`\n${lines.join("\n").trim()}\n`);
};

/** One after the other, so that the tests are not left without a core. */
const runChecks = async (): Promise<Tally> => {
  let tally = emptyTally;
  const version = Bun.spawnSync([node, "-p", "process.versions.node"]).stdout.toString().trim();
  for (const check of checksOf(bun, node, version))
    tally = addTallies(tally, await tellCheck(check));
  return tally;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { checks: { type: "boolean" }, golden: { type: "boolean" }, help: { type: "boolean" } },
});
if (values.help) {
  console.log("npm test [-- [--checks] [--golden] PATH…]; without a path, all checks and tests");
  process.exit(0);
}

const startMs = performance.now();
const withChecks = values.checks || (positionals.length === 0 && !values.golden);
const withTests = !values.checks;
const parts = [withChecks ? "checks" : "", withTests ? "tests" : ""].filter((part) => part !== "");
console.log(`${parts.join(" and ")}, with Bun ${Bun.version}`);

const notes = await mkdtemp(join(tmpdir(), "plinth-judges-"));
const PLINTH_JUDGES_REPORT = join(notes, "verdicts.ndjson");
const environment = {
  ...process.env,
  PLINTH_JUDGES_REPORT,
  ...(values.golden && { UPDATE_GOLDEN: "1" }),
};
const isAll = positionals.length === 0 && !values.golden;
const lanes = isAll
  ? [{ paths: ofOthers }, { paths: [], without: ofOthers }]
  : [{ paths: positionals }];
const tallies = await Promise.all([
  ...(withChecks ? [runChecks()] : []),
  ...(withTests ? lanes : []).map((lane) =>
    runTests({ root, bun, environment, tell: tellFile, silenceMsMax, ...lane }),
  ),
]);
const tally = tallies.reduce(addTallies, emptyTally);
const verdicts = verdictsIn(PLINTH_JUDGES_REPORT);
await rm(notes, { recursive: true });
if (verdicts !== undefined) console.log(`\nwhat judges of others say:\n${verdicts}`);
console.log(`\nthat took ${seconds(performance.now() - startMs)}`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(closingLine(tally));
if (tally.failed > 0) process.exitCode = 1;
