import { expect, test } from "bun:test";
import { disagreementsOf, oracle } from "./agreement.ts";
import { decide, hpaStart } from "./decide.ts";
import { type HpaTrace, parseTrace } from "./trace.ts";

const fixture = new URL("../fixtures/hpa-traces.ndjson.gz", import.meta.url);
const lines = new TextDecoder()
  .decode(Bun.gunzipSync(await Bun.file(fixture).bytes()))
  .trim()
  .split("\n");
const traces = lines.map(parseTrace);
const first = traces[0] as HpaTrace;

const deepFreeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
};

test("every decision and condition is the one that Kubernetes' own controller gave", () => {
  const verdicts = lines.map((line) => oracle.judge(line));
  expect(verdicts.flatMap((verdict) => verdict.disagreements)).toEqual([]);
  expect(verdicts.reduce((sum, verdict) => sum + verdict.total, 0)).toBe(2540);
  expect(verdicts.reduce((sum, verdict) => sum + verdict.agree, 0)).toBe(2540);
});

test("the state is plain data: kept as JSON between decisions, it decides the same", () => {
  for (const { spec, flags, steps } of traces) {
    let state = hpaStart;
    for (const { observation, atS, want } of steps) {
      const decision = decide({ spec, flags, state, observation, atS });
      expect(decision.replicas).toBe(want);
      expect(structuredClone(decision)).toEqual(decision);
      state = JSON.parse(JSON.stringify(decision.next));
      expect(state).toEqual(decision.next);
    }
  }
});

test("nothing that is passed in is changed", () => {
  for (const trace of traces.slice(0, 20)) expect(disagreementsOf(deepFreeze(trace))).toEqual([]);
});

test("an autoscaler with another tolerance, window, bound or policy is found to disagree", () => {
  const broken: Readonly<Record<string, (trace: HpaTrace) => HpaTrace>> = {
    tolerance: (trace) => ({ ...trace, flags: { ...trace.flags, tolerance: 0.3 } }),
    window: (trace) => ({ ...trace, flags: { ...trace.flags, downscaleStabilizationS: 30 } }),
    start: (trace) => ({ ...trace, flags: { ...trace.flags, cpuInitializationPeriodS: 0 } }),
    delay: (trace) => ({ ...trace, flags: { ...trace.flags, initialReadinessDelayS: 1000 } }),
    bound: (trace) => ({ ...trace, spec: { ...trace.spec, maxReplicas: 100 } }),
    policy: (trace) => ({
      ...trace,
      spec: { ...trace.spec, scaleUp: { ...trace.spec.scaleUp, selectPolicy: "Min" } },
    }),
  };
  for (const [name, breaking] of Object.entries(broken)) {
    const found = traces.flatMap((trace) => disagreementsOf(breaking(trace)));

    expect([name, found.length > 10]).toEqual([name, true]);
  }
});

test("a wrong answer in the file is named by trace, step, time and difference", () => {
  const line = JSON.parse(lines[0] ?? "");
  line.steps[2].want += 1;
  line.steps[4].conditions.ScalingLimited = "True ScaleUpLimit";
  line.steps[5].conditions.Odd = "True Odd";
  expect(oracle.judge(JSON.stringify(line))).toEqual({
    total: first.steps.length,
    agree: first.steps.length - 3,
    disagreements: [
      "7-0 step 2 at 1030 s: want 4, got 3",
      '7-0 step 4 at 1060 s: want 4, got 4; ScalingLimited want "True ScaleUpLimit", got "False DesiredWithinRange"',
      '7-0 step 5 at 1075 s: want 4, got 4; Odd want "True Odd", got "absent"',
    ],
  });
});

test("a line that is no trace is refused, and the sentence names the field", () => {
  const with_ = (change: (line: { steps: Record<string, unknown>[] }) => void) => {
    const line = JSON.parse(lines[0] ?? "");
    change(line);
    return () => oracle.judge(JSON.stringify(line));
  };
  expect(() => oracle.judge("{")).toThrow("it is not JSON");
  expect(() => oracle.judge("[]")).toThrow("the line is not an object");
  expect(() => oracle.judge("{}")).toThrow("metrics is missing; expected a list");
  expect(with_((line) => Object.assign(line.steps[3] ?? {}, { want: "3" }))).toThrow(
    'steps[3].want is "3"; expected a number',
  );
  expect(with_((line) => Object.assign(line, { metrics: [{ type: "Odd", name: "x" }] }))).toThrow(
    'metrics[0].type is "Odd"; expected one of Resource, Pods, Object, External',
  );
});
