import { existsSync, readFileSync } from "node:fs";
import Table from "cli-table3";

/** A line of the file that PLINTH_JUDGES_REPORT names; test/judges/judge.ts writes them. */
interface Line {
  readonly judge: string;
  readonly version?: string;
  readonly lookedAt?: string;
  readonly checks?: number;
  readonly findings?: number;
  readonly skipped?: string;
}

const head = ["judge", "version", "looked at", "checks", "findings"];

/** What one judge said of the same thing more than once, added up. */
const added = (lines: readonly Line[]): readonly Line[] => {
  const rows = new Map<string, Line>();
  for (const line of lines) {
    const key = JSON.stringify([line.judge, line.version, line.lookedAt]);
    const { checks = 0, findings = 0 } = rows.get(key) ?? {};
    const sum = { checks: checks + (line.checks ?? 0), findings: findings + (line.findings ?? 0) };
    rows.set(key, { ...line, ...sum });
  }
  return [...rows.values()];
};

/** A row for each judge and thing, and one for each judge that was not there. */
const rowsOf = (lines: readonly Line[]): string[][] => {
  const told = added(lines.filter(({ skipped }) => skipped === undefined));
  const skipped = new Map(
    lines.flatMap(({ judge, skipped }) => (skipped === undefined ? [] : [[judge, skipped]])),
  );
  return [
    ...told.map(({ judge, version = "", lookedAt = "", checks = 0, findings = 0 }) => [
      judge,
      version,
      lookedAt,
      `${checks}`,
      `${findings}`,
    ]),
    ...[...skipped].map(([judge, reason]) => [judge, "", `skipped: ${reason}`, "", ""]),
  ].sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
};

/** What the judges said in a run of the tests, as a table; nothing when none was asked. */
export const verdictsIn = (report: string): string | undefined => {
  if (!existsSync(report)) return undefined;
  const lines = readFileSync(report, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Line => JSON.parse(line));
  if (lines.length === 0) return undefined;
  const colAligns = ["left", "left", "left", "right", "right"] as const;
  const table = new Table({ head, colAligns: [...colAligns], style: { head: [], border: [] } });
  table.push(...rowsOf(lines));
  return table.toString();
};
