import { expect, test } from "bun:test";
import fc from "fast-check";
import { nextPhase, type Phase, type Seen, type Step } from "./standby.ts";

const well: Seen = { streaming: true, waitedFor: true, caughtUp: true };
const gone: Seen = { streaming: false, waitedFor: false, caughtUp: false };

/** What is done over time: [ms, what is seen, whether the standby runs]. */
const stepsOf = (from: Phase, looks: readonly (readonly [number, Seen, boolean])[]): Step[] => {
  let phase = from;
  return looks.map(([atMs, seen, runs]) => {
    const [next, step] = nextPhase(phase, seen, runs, atMs);
    phase = next;
    return step;
  });
};

test("a standby that has come is waited for, and in sync once that is in force and it has caught up", () => {
  const late: Seen = { streaming: true, waitedFor: true, caughtUp: false };
  const not: Seen = { streaming: true, waitedFor: false, caughtUp: true };
  const looks = [
    [0, well, true],
    [500, well, true],
    [1_100, late, true],
    [1_600, not, true],
    [2_100, well, true],
    [2_600, well, true],
  ] as const;
  expect(stepsOf({ is: "alone", sinceMs: 0 }, looks)).toEqual([
    "wait-for-it",
    ...(["nothing", "nothing", "nothing", "is-in-sync", "nothing"] as const),
  ]);
});

test("a standby that has ended is gone on without at once, one that hesitates a little later", () => {
  expect(stepsOf({ is: "inSync" }, [[0, gone, false]])).toEqual(["go-on-alone"]);
  const looks = [
    [0, gone, true],
    [1_000, gone, true],
    [1_500, gone, true],
  ] as const;
  expect(stepsOf({ is: "inSync" }, looks)).toEqual(["nothing", "nothing", "go-on-alone"]);
  const back = [
    [0, gone, true],
    [1_000, well, true],
    [2_000, gone, true],
    [3_000, gone, true],
  ] as const;
  expect(stepsOf({ is: "inSync" }, back)).toEqual(["nothing", "nothing", "nothing", "nothing"]);
});

test("a standby that runs and never receives anything is made anew; one that does not run is waited for", () => {
  const alone: Phase = { is: "alone", sinceMs: 0 };
  expect(stepsOf(alone, [[30_001, gone, true]])).toEqual(["make-anew"]);
  expect(
    stepsOf(alone, [
      [30_001, gone, false],
      [60_000, gone, true],
    ]),
  ).toEqual(["nothing", "nothing"]);
});

test("it is never in sync without having been waited for since", () => {
  const looks = fc.array(
    fc.record({
      ms: fc.integer({ min: 1, max: 3_000 }),
      streaming: fc.boolean(),
      waitedFor: fc.boolean(),
      caughtUp: fc.boolean(),
      runs: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(looks, (seen) => {
      let phase: Phase = { is: "alone", sinceMs: 0 };
      let [nowMs, waits] = [0, false];
      for (const { ms, runs, ...look } of seen) {
        nowMs += ms;
        const [next, step] = nextPhase(phase, look, runs, nowMs);
        if (step === "wait-for-it") waits = true;
        if (step === "go-on-alone") waits = false;
        if (next.is !== "alone") expect(waits).toBe(true);
        if (next.is === "alone") expect(waits).toBe(false);
        if (step === "is-in-sync") expect(look).toEqual(well);
        phase = next;
      }
    }),
  );
});
