import { rules } from "../registry.gen.ts";
import type { Line, Report } from "../report.ts";

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" } as const;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character as keyof typeof escapes]);

const textOf = ({ where, on, says, instead }: Line): string =>
  [
    `${where ? `${where.file}:${where.line}: ` : ""}${on === "" ? "" : `"${on}": `}${says}`,
    ...(instead === undefined ? [] : [`write: ${instead}`]),
  ].join("\n");

/** A finding that counts is a failure, one that is waived or only a note is skipped. */
const caseOf = (line: Line): string[] => {
  const { rule, severity, on, waived, says } = line;
  const head = `    <testcase classname="${escaped(rule)}" name="${escaped(on)}">`;
  const text = escaped(textOf(line));
  const body = waived
    ? `      <skipped message="${escaped(`waived until ${waived.until}: ${waived.because}`)}"/>`
    : severity === "note"
      ? `      <skipped message="${text}"/>`
      : `      <failure type="${severity}" message="${escaped(says)}">${text}</failure>`;
  return [head, body, "    </testcase>"];
};

/** A report as JUnit's XML: a case for each finding, and one for each rule that found nothing. */
export const junit = ({ system, lines, counts }: Report): string => {
  const found = new Set(lines.map(({ rule }) => rule));
  const clean = rules.filter(({ id }) => !found.has(id));
  const total = lines.length + clean.length;
  const failures = counts.error + counts.warning;
  const numbers = `tests="${total}" failures="${failures}" skipped="${lines.length - failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="plinth check" ${numbers}>`,
    `  <testsuite name="${escaped(system)}" ${numbers}>`,
    ...clean.map(
      ({ id }) => `    <testcase classname="${escaped(id)}" name="${escaped(system)}"/>`,
    ),
    ...lines.flatMap(caseOf),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
};
