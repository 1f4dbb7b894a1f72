import { expect, test } from "bun:test";
import { judgeSystem } from "#plinth/check/judge-system.ts";
import { rules } from "#plinth/check/registry.gen.ts";
import { reportOf } from "#plinth/check/report.ts";
import type { SystemDefinition } from "#plinth/model/build.ts";
import type { Day } from "#plinth/model/day.ts";
import asWritten from "./as-written.ts";
import works from "./system.ts";

const day: Day = "2026-11-21";

const reportFor = ({ name, profiles, build }: SystemDefinition) => {
  const verdicts = profiles.map((profile) => judgeSystem(build({ profile }), rules, day));
  return reportOf(name, verdicts, { day, whole: true });
};

const readme = await Bun.file(`${import.meta.dir}/README.md`).text();
const rows = [...readme.matchAll(/^\| (B-(?:TIME|X)-\d+) \| (.*?) ?\| (.*?) ?\|$/gm)].map(
  ([, id = "", by = "", whyNot = ""]) => ({
    id,
    by: [...by.matchAll(/`([^`]+)`/g)].map(([, rule = ""]) => rule),
    whyNot,
  }),
);

test("what works is found clean in all its profiles, waivers aside", () => {
  const { lines, counts } = reportFor(works);
  expect(lines.filter(({ waived }) => !waived)).toEqual([]);
  expect(counts).toEqual({ error: 0, warning: 0, note: 0, waived: 23 });
});

test("every error of the document has a row, in order", () => {
  const ids = Array.from({ length: 26 }, (_, i) => `B-TIME-${String(i + 1).padStart(2, "0")}`);
  const shared = ["B-X-01", "B-X-03", "B-X-04", "B-X-06"];
  expect(rows.map(({ id }) => id)).toEqual([...ids, ...shared]);
});

test.each(rows.map((row) => [row.id, row] as const))(
  "%s is found by the rules that its row names, or says why not",
  (_, { by, whyNot }) => {
    if (by.length === 0) expect(whyNot).not.toBe("");
    const found = new Set(reportFor(asWritten).lines.map(({ rule }) => rule));
    expect(by.filter((rule) => !found.has(rule))).toEqual([]);
  },
);
