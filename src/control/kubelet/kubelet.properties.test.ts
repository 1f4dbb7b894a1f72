import { expect, test } from "bun:test";
import fc from "fast-check";
import { kubeletDefaults, withDefaults } from "./defaults.ts";
import type { Effect } from "./effect.ts";
import type { Input } from "./input.ts";
import { type ContainerLife, newLife } from "./life.ts";
import { type ContainerSpec, probeNames } from "./spec.ts";
import { statusOf, takesTraffic } from "./status.ts";
import { nextDueMs, step } from "./step.ts";

const anyProbe = fc.record(
  {
    initialDelaySeconds: fc.integer({ min: 0, max: 20 }),
    periodSeconds: fc.integer({ min: 1, max: 15 }),
    timeoutSeconds: fc.integer({ min: 1, max: 5 }),
    failureThreshold: fc.integer({ min: 1, max: 4 }),
    terminationGracePeriodSeconds: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: [] },
);

const anySpec = fc
  .record(
    {
      restartPolicy: fc.constantFrom("Always", "OnFailure", "Never"),
      terminationGracePeriodSeconds: fc.integer({ min: 0, max: 60 }),
      startupProbe: anyProbe,
      readinessProbe: anyProbe,
      livenessProbe: anyProbe,
    },
    { requiredKeys: [] },
  )
  .map(withDefaults);

/** Something that may happen next, after some time; what makes no sense by then is not told. */
const anyMoment = fc.record({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 400_000 })),
  what: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom("due", "start", "answer") },
    { weight: 8, arbitrary: fc.constantFrom("exit", "stray", "tick", "look", "listening") },
    { weight: 1, arbitrary: fc.constant("delete") },
  ),
  answer: fc.constantFrom("ok", "fail", "timeout", "error"),
  exitCode: fc.constantFrom(0, 1, 143),
});

type Moment = typeof anyMoment extends fc.Arbitrary<infer T> ? T : never;

/** What somebody outside believes, going by what it was asked to do. */
interface Outside {
  readonly open: Map<number, string>;
  starting: number | undefined;
  running: number | undefined;
  stopping: boolean;
  lastAttempt: number;
  restarts: number;
  notBeforeMs: number;
  delayS: number;
  isOver: boolean;
}

function inputOf(moment: Moment, outside: Outside): Input {
  const { what, answer, exitCode } = moment;
  const { starting, running, open } = outside;
  if (what === "delete") return { kind: "deleted" };
  if (what === "listening") return { kind: "listening", attempt: running ?? 0 };
  if (what === "stray") return { kind: "answered", callId: 1_000_000, answer };
  if (what === "start" && starting !== undefined) return { kind: "started", attempt: starting };
  const ending = running ?? starting;
  if (what === "exit" && ending !== undefined) return { kind: "exited", attempt: ending, exitCode };
  const [callId] = open.keys();
  if (what === "answer" && callId !== undefined) return { kind: "answered", callId, answer };
  return { kind: what === "look" ? "look" : "tick" };
}

/** What is told becomes what is believed, before the step's effects do. */
function believe(outside: Outside, input: Input): void {
  if (input.kind === "started") {
    outside.running = input.attempt;
    outside.starting = undefined;
  }
  if (input.kind === "exited") {
    outside.running = undefined;
    outside.starting = undefined;
    outside.stopping = false;
  }
  if (input.kind === "answered") outside.open.delete(input.callId);
}

/** Holds one effect against what is believed, and believes it. */
function check(outside: Outside, effect: Effect, nowMs: number, spec: ContainerSpec): void {
  if (outside.isOver) expect(["result", "status"]).toContain(effect.kind);
  switch (effect.kind) {
    case "start":
      expect(outside.running).toBeUndefined();
      expect(outside.starting).toBeUndefined();
      expect(effect.attempt).toBe(outside.lastAttempt + 1);
      expect(nowMs).toBeGreaterThanOrEqual(outside.notBeforeMs);
      outside.starting = outside.lastAttempt = effect.attempt;
      break;
    case "stop":
      expect(effect.attempt).toBe(outside.running ?? Number.NaN);
      expect(outside.stopping).toBe(false);
      expect(effect.graceS).toBeGreaterThanOrEqual(2);
      outside.stopping = true;
      break;
    case "probe":
      expect(spec[`${effect.probe}Probe`]).toBeDefined();
      expect([...outside.open.values()]).not.toContain(effect.probe);
      outside.open.set(effect.callId, effect.probe);
      break;
    case "backoff":
      expect(effect.untilMs).toBeGreaterThan(nowMs);
      expect([10, 20, 40, 80, 160, 300]).toContain(effect.delayS);
      // It may grow by more than the double: a restart after a probe counts without a wait.
      if (effect.delayS !== 10) expect(effect.delayS).toBeGreaterThanOrEqual(outside.delayS);
      outside.notBeforeMs = effect.untilMs;
      outside.delayS = effect.delayS;
      break;
    case "status":
      expect(effect.status.restarts).toBeGreaterThanOrEqual(outside.restarts);
      outside.restarts = effect.status.restarts;
      break;
    case "over":
      expect(outside.running).toBeUndefined();
      expect(outside.starting).toBeUndefined();
      outside.isOver = true;
      break;
  }
}

function checkLife(life: ContainerLife, outside: Outside, nowMs: number): void {
  if (takesTraffic(life)) {
    expect(outside.running).toBeDefined();
    expect(statusOf(life)).toMatchObject({ state: "Running", started: true, ready: true });
  }
  if (outside.isOver) expect(nextDueMs(life)).toBeUndefined();
  expect(nextDueMs(life) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(nowMs);
}

test("whatever happens, one process at a time, waits kept, counts rising, one end", () => {
  fc.assert(
    fc.property(anySpec, fc.array(anyMoment, { maxLength: 150, size: "max" }), (spec, moments) => {
      const outside: Outside = {
        open: new Map(),
        starting: undefined,
        running: undefined,
        stopping: false,
        lastAttempt: -1,
        restarts: 0,
        notBeforeMs: 0,
        delayS: 0,
        isOver: false,
      };
      let life = newLife;
      let nowMs = 0;
      const tell = (input: Input) => {
        believe(outside, input);
        const before = JSON.stringify(life);
        const after = step(spec, life, input, nowMs);
        expect(JSON.stringify(life)).toBe(before);
        for (const effect of after.effects) check(outside, effect, nowMs, spec);
        life = JSON.parse(JSON.stringify(after.life));
        checkLife(life, outside, nowMs);
      };
      tell({ kind: "added" });
      for (const moment of moments) {
        const dueMs = moment.what === "due" ? nextDueMs(life) : undefined;
        nowMs = dueMs ?? nowMs + moment.afterMs;
        tell(inputOf(moment, outside));
      }
    }),
    { numRuns: 300 },
  );
});

test("a container whose probes always succeed is ready in the end and never stopped", () => {
  fc.assert(
    fc.property(anySpec, fc.integer({ min: 0, max: 900 }), (spec, latencyMs) => {
      let life = newLife;
      let ahead: { readonly atMs: number; readonly input: Input }[] = [
        { atMs: 0, input: { kind: "added" } },
      ];
      const kinds = new Set<string>();
      for (let nowMs = 0; nowMs <= 120_000; ) {
        const now = ahead.filter(({ atMs }) => atMs <= nowMs);
        ahead = ahead.filter(({ atMs }) => atMs > nowMs);
        for (const { input } of [...now, { input: { kind: "tick" } as const }]) {
          const after = step(spec, life, input, nowMs, kubeletDefaults);
          life = after.life;
          for (const effect of after.effects) {
            kinds.add(effect.kind);
            const atMs = nowMs + latencyMs + 1;
            if (effect.kind === "start") {
              ahead.push({ atMs, input: { kind: "started", attempt: effect.attempt } });
            } else if (effect.kind === "probe") {
              const { callId } = effect;
              ahead.push({ atMs, input: { kind: "answered", callId, answer: "ok" } });
            }
          }
        }
        nowMs = Math.min(
          nextDueMs(life) ?? Number.POSITIVE_INFINITY,
          ...ahead.map(({ atMs }) => atMs),
        );
      }
      expect(statusOf(life)).toEqual({ state: "Running", started: true, ready: true, restarts: 0 });
      expect(kinds.has("stop")).toBe(false);
      expect(kinds.has("backoff")).toBe(false);
      expect(kinds.has("probe")).toBe(probeNames.some((name) => spec[`${name}Probe`]));
    }),
    { numRuns: 100 },
  );
});
