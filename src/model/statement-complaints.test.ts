import { expect, test } from "bun:test";
import type { Author } from "./place.ts";
import { type testKinds, testSystem } from "./testing.ts";

const says = (describe: (s: Author<typeof testKinds>) => void): string[] =>
  testSystem("house", {}, describe)
    .build({ profile: "default" })
    .findings.map((finding) => finding.says);

test("a step may require what stands there or is planned, and nothing else", () => {
  const found = says((s) => {
    const lamp = s.room(1).smallThing("lamp");
    s.future("cellar", { term: "long", says: "a cellar" });
    s.procedure("dark", {
      when: "it is dark",
      steps: [{ does: "go down", requires: [lamp, "cellar", "attic"] }],
    });
  });
  expect(found).toEqual([
    '"procedure:dark": steps[0].requires "attic", which is not planned;' +
      " name a thing of the system, or say it as a future",
  ]);
});

test("a step's shortest time is not over its longest", () => {
  const found = says((s) => {
    s.procedure("dark", {
      when: "it is dark",
      steps: [
        { does: "wait", takes: ["90s", "2m"] },
        { does: "light", takes: ["2m", "1m"] },
      ],
    });
  });
  expect(found).toEqual(['"procedure:dark": steps[1].takes 2m to 1m, which is no range']);
});

test("every quantity that is said is read once", () => {
  const found = says((s) => {
    s.backup("b", { of: "x", by: "y", keptFor: "-1d" });
    s.budget("c", { perMonth: "$1", alertAt: ["-50%"] });
    s.documentedCost("d", { lines: { lamp: "$-2" }, total: "$1" });
    s.objective("e", { latency: { p99: "-1ms" } });
    s.objective("f", { throughput: "-1/s" });
    s.scenario("g", { when: "", fails: "pod", impact: "", recovery: "", within: "-1s" });
  });
  expect(found.map((sentence) => sentence.split(";")[0])).toEqual([
    '"backup:b": "-1d" is not a duration',
    '"budget:c": "-50%" is not a percentage',
    '"documentedCost:d": "$-2" is not an amount of money',
    '"objective:e": "-1ms" is not a duration',
    '"objective:f": "-1/s" is not a rate',
    '"scenario:g": "-1s" is not a duration',
  ]);
});
