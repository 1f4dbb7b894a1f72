import type { Line, Report } from "#plinth/check/report.ts";
import { type Severity, severities } from "#plinth/check/rule.ts";
import type { Colours } from "../render/colours.ts";
import { wrapped } from "../render/wrapped.ts";

const colouring = { error: "red", warning: "yellow", note: "blue" } as const;

const column = Math.max(...severities.map((severity) => severity.length));
const indent = " ".repeat(2 + column + 2);

/** In which colours, and how wide: a file or a pipe is infinitely so. */
export interface Look {
  readonly colours: Colours;
  readonly width: number;
}

/** One line for each thing that has findings, in the order of the file. */
const headOf = ({ where, on }: Line): string => {
  const at = where ? `${where.file}:${where.line}` : "";
  return [at, on === "" ? "" : `"${on}"`].filter((part) => part !== "").join("  ");
};

/** What is told once: the same sentence, in the same profiles, with the same waiver. */
const sameWords = ({ rule: _, ...told }: Line): string => JSON.stringify(told);

const foundLines = (same: readonly Line[], report: Report, { colours, width }: Look): string[] => {
  const [line] = same;
  if (!line) return [];
  const { severity, says, instead, profiles, waived, lapsed } = line;
  const rules = same.map(({ rule }) => rule).join(", ");
  const word = waived ? "waived" : severity;
  const painted = (waived ? colours.dim : colours[colouring[severity]])(word.padEnd(column));
  const only =
    profiles.length < report.profiles.length ? colours.dim(` in ${profiles.join(", ")}`) : "";
  const more = [
    ...(instead === undefined || waived ? [] : [`write: ${instead}`]),
    ...(waived ? [colours.dim(`until ${waived.until}: ${waived.because}`)] : []),
    ...(lapsed ? [`it was waived until ${lapsed.until}, which has passed: ${lapsed.because}`] : []),
  ];
  return [
    ...wrapped(`  ${painted}  `, `${says} ${colours.dim(`(${rules})`)}${only}`, width),
    ...more.flatMap((text) => wrapped(indent, text, width)),
  ];
};

const inFileOrder = (a: Line, b: Line): number =>
  (a.where?.file ?? "").localeCompare(b.where?.file ?? "", "en") ||
  (a.where?.line ?? 0) - (b.where?.line ?? 0);

const counted = (count: number, severity: Severity): string =>
  `${count} ${severity}${count === 1 ? "" : "s"}`;

/** How many there are, of what, and when. */
const summaryOf = ({ system, profiles, day, counts }: Report): string => {
  const numbers = [
    ...severities.map((severity) => counted(counts[severity], severity)),
    `${counts.waived} waived`,
  ].join(", ");
  return `${numbers}: ${system} (${profiles.join(", ")}) on ${day}`;
};

/** A report for a person: by place in the file, each finding with what to write instead. */
export const reportLines = (report: Report, look: Look): string[] => {
  const groups = Map.groupBy([...report.lines].sort(inFileOrder), headOf);
  const found = [...groups].flatMap(([head, lines]) => [
    ...(head === "" ? [] : [look.colours.bold(head)]),
    ...[...Map.groupBy(lines, sameWords).values()].flatMap((same) =>
      foundLines(same, report, look),
    ),
    "",
  ]);
  return [...found, summaryOf(report)];
};
