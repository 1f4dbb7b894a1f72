import { expect, test } from "bun:test";
import { book } from "#plinth/books/book.ts";
import type { Day } from "#plinth/model/day.ts";
import type { Waiver } from "#plinth/model/waiver.ts";
import { judgeSystem } from "./judge-system.ts";
import { asJson, reaches, reportOf } from "./report.ts";
import { defineRule, type Severity } from "./rule.ts";
import { built, testDay } from "./testing.ts";

const tides = book({ name: "tides", asOf: "2026-01-01", expires: "2026-12-31", facts: 12 });

/** Finds every cluster that somebody else provides. */
const ruleOf = (id: string, severity: Severity) =>
  defineRule({
    id,
    severity,
    why: "This is a test.",
    remedy: "This is a test.",
    source: "a test, section one",
    *judge(look) {
      look.read(tides);
      for (const node of look.of("kubernetes")) {
        yield { on: node.id, says: "stands there", instead: "nothing" };
      }
      for (const { id } of look.said("objective")) {
        yield { on: `objective:${id}`, says: "is promised", instead: "nothing" };
      }
    },
    examples: { good: () => {}, bad: () => {}, found: [] },
  });

const rules = [ruleOf("calm", "note"), ruleOf("loud", "error")];

const judged = (waive: readonly Waiver[], day: Day = testDay) =>
  judgeSystem(
    built((s) => {
      s.kubernetes("main", { waive });
    }),
    rules,
    day,
  );

const report = (waive: readonly Waiver[], day: Day = testDay) =>
  reportOf("example", [judged(waive, day)], { day, whole: true });

test("findings come worst first, with the place of the declaration", () => {
  const { found } = judged([]);
  expect(found.map(({ rule, severity, on }) => [rule, severity, on])).toEqual([
    ["loud", "error", "main"],
    ["calm", "note", "main"],
  ]);
  expect(found[0]?.where?.file).toEndWith("judge-system.test.ts");
});

test("what the model finds is judged along, without its id in the sentence", () => {
  const broken = built((s) => {
    s.kubernetes("main").service("web", { command: "serve", port: 0 });
  });
  const { found } = judgeSystem(broken, [], testDay);
  expect(found).toMatchObject([
    {
      rule: "property",
      severity: "error",
      on: "main/web",
      says: expect.stringMatching(/^port must be/),
    },
  ]);
});

test("a waiver takes a finding away until its day has passed, on things and on statements", () => {
  const waiver = { rule: "loud", because: "it is known", until: "2026-11-21" } as const;
  expect(report([waiver]).counts).toEqual({ error: 0, warning: 0, note: 1, waived: 1 });
  const later = report([waiver], "2026-11-22");
  expect(later.counts).toMatchObject({ error: 1, waived: 0 });
  expect(later.lines[0]?.lapsed).toEqual({ because: "it is known", until: "2026-11-21" });
  const said = built((s) => {
    s.objective("fast", { throughput: "10/s", waive: [waiver] });
  });
  const { found } = judgeSystem(said, rules, testDay);
  expect(found.filter(({ waived }) => waived).map(({ on }) => on)).toEqual(["objective:fast"]);
});

test.each([
  ["no rule", { rule: "quiet", because: "why", until: "2027-01-01" }, '"quiet", which is no rule'],
  ["no day", { rule: "loud", because: "why", until: "2027-02-30" }, "is not a day"],
  ["no reason", { rule: "loud", because: " ", until: "2027-01-01" }, "without a reason"],
] as const)("a waiver with %s is an error itself", (_, waiver, says) => {
  const { found } = judged([waiver]);
  const wrong = found.filter(({ rule }) => rule === "waiver");
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatchObject({ severity: "error", on: "main" });
  expect(wrong[0]?.says).toContain(says);
});

test("a waiver that waives nothing in any profile is a warning, once all profiles were judged", () => {
  const waive = [{ rule: "loud", because: "it is known", until: "2027-01-01" }] as const;
  const idle = judgeSystem(
    built((s) => {
      s.aws("eu-central-1", { waive });
    }),
    rules,
    testDay,
  );
  const used = judged(waive);
  const both = { day: testDay, whole: true };
  expect(reportOf("example", [idle], both).lines).toMatchObject([
    {
      rule: "waiver",
      severity: "warning",
      on: "aws",
      says: 'waives "loud", of which nothing is found',
    },
  ]);
  expect(reportOf("example", [idle], { ...both, whole: false }).lines).toEqual([]);
  expect(reportOf("example", [used], both).counts).toMatchObject({ warning: 0, waived: 1 });
});

test("a book that is past its day is told, when something depends on it", () => {
  const old = report([], "2027-01-01").lines.find(({ rule }) => rule === "old-book");
  expect(old?.says).toContain('"tides" was written on 2026-01-01');
  const unread = judgeSystem(
    built(() => {}),
    [],
    "2027-01-01",
  );
  expect(unread.found).toEqual([]);
});

test("the same finding in several profiles is told once, with the profiles", () => {
  const make = (profile: string) => {
    const { system, findings } = built((s) => {
      s.kubernetes("main");
      if (profile === "large") s.objective("fast", { throughput: "10/s" });
    });
    return judgeSystem(
      { system: { ...system, profile }, findings },
      [ruleOf("loud", "error")],
      testDay,
    );
  };
  const { lines, counts } = reportOf("example", [make("large"), make("small")], {
    day: testDay,
    whole: true,
  });
  expect(lines.map(({ on, profiles }) => [on, profiles])).toEqual([
    ["main", ["large", "small"]],
    ["objective:fast", ["large"]],
  ]);
  expect(counts.error).toBe(2);
});

test("a report reaches a threshold when something as bad or worse counts", () => {
  const waiver = { rule: "loud", because: "it is known", until: "2027-01-01" } as const;
  expect(reaches(report([]), "error")).toBe(true);
  expect(reaches(report([waiver]), "warning")).toBe(false);
  expect(reaches(report([waiver]), "note")).toBe(true);
  expect(asJson(report([]))).toHaveProperty("findings");
});

test("a rule that stumbles over what the model refuses says so, and the others judge", () => {
  const stumbling = {
    ...ruleOf("stumbling", "error"),
    *judge() {
      yield* [];
      throw new TypeError("there is no such thing");
    },
  };
  const broken = built((s) => {
    s.kubernetes("main").service("web", { command: "serve", port: 0 });
  });
  const { found } = judgeSystem(broken, [stumbling, ruleOf("loud", "error")], testDay);
  expect(found.map(({ rule }) => rule)).toEqual(["loud", "property", "unjudged"]);
  expect(found.at(-1)?.says).toEndWith("from judging: stumbling");
  const sane = built((s) => {
    s.kubernetes("main");
  });
  expect(() => judgeSystem(sane, [stumbling], testDay)).toThrow("there is no such thing");
});

test("a waiver for another judge is told, each id by itself, until its day has passed", () => {
  const rule = ["checkov/CKV_AWS_39", "loud", "checkov/CKV2_AWS_5"];
  const waiver: Waiver = { rule, because: "it is known", until: "2026-11-21" };
  const { counts, lines } = report([waiver]);
  expect(counts).toMatchObject({ error: 0, warning: 0, waived: 3 });
  expect(lines.flatMap(({ rule, waived }) => (waived ? [rule] : [])).sort()).toEqual(
    rule.toSorted(),
  );
  expect(report([waiver], "2026-11-22").counts).toMatchObject({ error: 1, warning: 2, waived: 0 });
});

test("a waiver for a judge that nobody knows is an error itself", () => {
  const waiver: Waiver = { rule: "tfsec/AWS1", because: "it is known", until: "2027-01-01" };
  const wrong = judged([waiver]).found.filter(({ rule }) => rule === "waiver");
  expect(wrong.map(({ says }) => says)).toEqual(['waives "tfsec/AWS1", which is no rule']);
});
