import { expect, test } from "bun:test";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import Ajv from "ajv-draft-04";
import formats from "ajv-formats";
import { judgeSystem } from "../judge-system.ts";
import { rules } from "../registry.gen.ts";
import { reportOf } from "../report.ts";
import { built, testDay } from "../testing.ts";
import { junit } from "./junit.ts";
import { sarif } from "./sarif.ts";

const report = () => {
  const waive = [
    { rule: "account-audited", because: 'a "test" & <more>', until: "2027-01-01" },
  ] as const;
  const verdict = judgeSystem(
    built((s) => {
      const vpc = s.aws("eu-central-1", { zones: 2, waive }).network("vpc", {
        cidr: "10.0.0.0/16",
        publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
        privateSubnets: ["10.0.16.0/20", "10.0.32.0/20"],
        nat: "none",
      });
      vpc.eks("main", { version: "1.28" });
    }),
    rules,
    testDay,
  );
  return reportOf("example", [verdict], { day: testDay, whole: true });
};

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
      readonly suppressions?: readonly { readonly kind: string }[];
    }[];
  }[];
}

test("SARIF has a result for each finding, at its line, with its rule; what is waived is suppressed", () => {
  const { lines } = report();
  const log = JSON.parse(sarif(report())) as Log;
  const [run] = log.runs;
  expect(log.version).toBe("2.1.0");
  expect(run?.results).toHaveLength(lines.length);
  for (const { ruleId, ruleIndex, level, message, locations } of run?.results ?? []) {
    expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(["error", "warning", "note"]).toContain(level);
    expect(message.text).toMatch(/^"aws/);
    expect(locations[0]?.physicalLocation.artifactLocation.uri).toEndWith("reports.test.ts");
    expect(locations[0]?.physicalLocation.region.startLine).toBeGreaterThan(10);
  }
  const suppressed = run?.results.filter(({ suppressions }) => suppressions);
  expect(suppressed?.map(({ ruleId }) => ruleId)).toEqual(["account-audited"]);
});

// Draft 4 is the language that the schema is written in.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);

/** What OASIS' own schema says against a log; nothing if it is one. */
const againstSchema = (log: unknown): readonly string[] => {
  // Read at the first call, and kept: that takes longer than all else here.
  ajv.validate(schema, log);
  return (ajv.errors ?? []).map(({ instancePath, message = "" }) => `${instancePath} ${message}`);
};

test("SARIF is SARIF by the standard's own schema, and the schema finds what is not", () => {
  const log = JSON.parse(sarif(report()));
  expect(againstSchema(log)).toEqual([]);
  const [run] = log.runs;
  const [result] = run.results;
  expect(againstSchema({ ...log, version: "2.0.0" })).toHaveLength(1);
  const bad = { ...run, results: [{ ...result, level: "bad", message: {} }] };
  expect(againstSchema({ ...log, runs: [bad] }).join("\n")).toContain("/runs/0/results/0/level");
});

test("JUnit has a failure for each error and warning, and passes for rules that found nothing", () => {
  const { counts } = report();
  const xml = junit(report());
  expect(counts.error).toBeGreaterThan(0);
  const count = (part: string): number => xml.split(part).length - 1;
  expect(count("<failure ")).toBe(counts.error + counts.warning);
  expect(count("<skipped ")).toBe(counts.note + counts.waived);
  expect(count("<testcase ")).toBe(Number(/tests="(\d+)"/.exec(xml)?.[1]));
  expect(xml).toContain("a &quot;test&quot; &amp; &lt;more&gt;");
  expect(xml).not.toContain("<more>");
});
