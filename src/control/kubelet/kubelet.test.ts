import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { disagreementsOf, oracle } from "./agreement.ts";
import { kubeletDefaults } from "./defaults.ts";
import { parseScript } from "./script.ts";
import { liveThrough } from "./script-world.ts";

// Source: fixtures/probes.ndjson.gz, 199 container lives answered by Kubernetes 1.36.2's kubelet.
const fixture = new URL("../fixtures/probes.ndjson.gz", import.meta.url);
const lines = new TextDecoder()
  .decode(Bun.gunzipSync(new Uint8Array(readFileSync(fixture))))
  .trim()
  .split("\n");
const scripts = lines.map(parseScript);

/** A line of the oracle with something else in place of some of its fields. */
function lineWith(change: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(lines[0] ?? "{}"), ...change });
}

test("every event of every life agrees with Kubernetes", () => {
  const verdicts = lines.map((line) => oracle.judge(line));
  expect(verdicts.flatMap((verdict) => verdict.disagreements)).toEqual([]);
  expect(verdicts).toHaveLength(199);
  expect(verdicts.reduce((sum, { total }) => sum + total, 0)).toBe(37_788);
  expect(verdicts.reduce((sum, { agree }) => sum + agree, 0)).toBe(37_788);
});

test("a kubelet that is wrong in one number disagrees", () => {
  const livesThatDisagree = (settings: Partial<typeof kubeletDefaults>) =>
    scripts.filter(
      (script) =>
        disagreementsOf(script, { ...kubeletDefaults, syncMs: script.syncMs, ...settings }).length,
    ).length;
  expect(livesThatDisagree({})).toBe(0);
  expect(livesThatDisagree({ syncMs: 0 })).toBe(199);
  expect(livesThatDisagree({ backoffInitialS: 11 })).toBeGreaterThan(50);
  expect(livesThatDisagree({ backoffMaxS: 299 })).toBeGreaterThan(10);
});

test("a container with one other number lives another life", () => {
  const withFailures = scripts.filter(({ spec }) => spec.livenessProbe);
  const disagree = withFailures.filter((script) => {
    const { livenessProbe } = script.spec;
    if (!livenessProbe) return false;
    const failureThreshold = livenessProbe.failureThreshold + 1;
    const spec = { ...script.spec, livenessProbe: { ...livenessProbe, failureThreshold } };
    return disagreementsOf({ ...script, spec }).length > 0;
  });
  expect(disagree.length).toBeGreaterThan(50);
});

test("an event that is missing, changed or too many is one disagreement", () => {
  const events = JSON.parse(lines[0] ?? "{}").events;
  const all = events.length;
  const missing = oracle.judge(lineWith({ events: events.slice(0, -1) }));
  expect(missing).toMatchObject({ total: all, agree: all - 1 });
  expect(missing.disagreements[0]).toContain("want nothing; got");
  const tooMany = oracle.judge(lineWith({ events: [...events, events.at(-1)] }));
  expect(tooMany).toMatchObject({ total: all + 1, agree: all });
  expect(tooMany.disagreements[0]).toContain("got nothing");
  const first = { ...events[0], atMs: 2 };
  expect(oracle.judge(lineWith({ events: [first, ...events.slice(1)] }))).toEqual({
    total: all,
    agree: all - 1,
    disagreements: [
      "7-0 event 0: want 2 ms status, ready false, restarts 0, started false, " +
        "state ContainerCreating; got 1 ms status, ready false, restarts 0, started false, " +
        "state ContainerCreating",
    ],
  });
});

test("a line that is not a life says what is wrong with it", () => {
  const sentenceOf = (line: string) => {
    try {
      return oracle.judge(line);
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(sentenceOf("{")).toBe("it is not JSON");
  expect(sentenceOf(lineWith({ lives: [] }))).toBe("lives is empty; expected at least one");
  expect(sentenceOf(lineWith({ restartPolicy: "Sometimes" }))).toBe(
    'restartPolicy is "Sometimes"; expected one of Always, OnFailure, Never',
  );
});

test("the same script is lived the same twice", () => {
  const [script] = scripts;
  if (!script) throw new Error("no fixture");
  expect(liveThrough(script)).toEqual(liveThrough(script));
});
