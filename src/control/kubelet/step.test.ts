import { expect, test } from "bun:test";
import type { Answer } from "./answer.ts";
import { kubeletDefaults, type WrittenContainerSpec, withDefaults } from "./defaults.ts";
import type { Effect } from "./effect.ts";
import type { Input } from "./input.ts";
import { newLife } from "./life.ts";
import { statusOf, takesTraffic } from "./status.ts";
import { nextDueMs, step } from "./step.ts";

const s = 1000;

type Call = Effect & { kind: "probe" };

const callsIn = (effects: readonly Effect[]) =>
  effects.filter((effect): effect is Call => effect.kind === "probe");

/** A life that is told what happens; it is frozen after each step, so that no step can change it. */
function containerOf(written: WrittenContainerSpec = {}, syncMs = 0) {
  const spec = withDefaults(written);
  let life = frozen(newLife);
  let open: Call[] = [];
  let nowMs = 0;
  const tell = (atMs: number, input: Input): readonly Effect[] => {
    const after = step(spec, life, input, atMs, { ...kubeletDefaults, syncMs });
    life = frozen(JSON.parse(JSON.stringify(structuredClone(after.life))));
    nowMs = atMs;
    open = open.filter(({ callId }) => input.kind !== "answered" || callId !== input.callId);
    open.push(...callsIn(after.effects));
    return after.effects;
  };
  /** Lets time pass up to and with `toMs`, calls answered at once; what was to be done, and when. */
  const pass = (toMs: number, answer: Answer = "ok"): string[] => {
    const done: string[] = [];
    for (;;) {
      const [call] = open;
      const atMs = call ? nowMs : nextDueMs(life);
      if (atMs === undefined || atMs > toMs) return done;
      const input = call ? { kind: "answered" as const, callId: call.callId, answer } : tick;
      for (const effect of tell(atMs, input)) {
        if (effect.kind === "probe") done.push(`${atMs} ${effect.probe}`);
        if (effect.kind === "start") done.push(`${atMs} start ${effect.attempt}`);
        if (effect.kind === "stop") done.push(`${atMs} stop ${effect.reason} ${effect.graceS} s`);
      }
    }
  };
  return {
    tell,
    pass,
    status: () => statusOf(life),
    takesTraffic: () => takesTraffic(life),
    dueMs: () => nextDueMs(life),
  };
}

const tick: Input = { kind: "tick" };

/** A container that was added and started at 0. */
function runningContainer(written: WrittenContainerSpec = {}) {
  const container = containerOf(written);
  container.tell(0, { kind: "added" });
  container.tell(0, { kind: "started", attempt: 0 });
  return container;
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).map(frozen);
  return value;
}

const kindsOf = (effects: readonly Effect[]) => effects.map(({ kind }) => kind);

test("a container without probes is ready as soon as it runs", () => {
  const container = containerOf();
  expect(container.tell(5, { kind: "added" })).toEqual([
    {
      kind: "status",
      status: { state: "ContainerCreating", started: false, ready: false, restarts: 0 },
    },
    { kind: "start", attempt: 0 },
  ]);
  expect(container.tell(9, { kind: "started", attempt: 0 })).toEqual([
    { kind: "status", status: { state: "Running", started: true, ready: true, restarts: 0 } },
  ]);
  expect(container.takesTraffic()).toBe(true);
  expect(container.dueMs()).toBeUndefined();
});

test("readiness is asked at once and until it is believed; failing it stops nothing", () => {
  const container = containerOf({ readinessProbe: { periodSeconds: 5, successThreshold: 2 } });
  container.tell(0, { kind: "added" });
  expect(callsIn(container.tell(0, { kind: "started", attempt: 0 }))).toEqual([
    { kind: "probe", probe: "readiness", attempt: 0, callId: 0, timeoutMs: 1000 },
  ]);
  expect(container.status()).toMatchObject({ started: true, ready: false });
  const again = container.tell(200, { kind: "answered", callId: 0, answer: "ok" });
  expect(callsIn(again)).toMatchObject([{ probe: "readiness", callId: 1 }]);
  expect(container.takesTraffic()).toBe(false);
  expect(container.pass(6 * s)).toEqual(["5200 readiness"]);
  expect(container.takesTraffic()).toBe(true);
  const done = container.pass(60 * s, "fail");
  expect(done.every((action) => action.endsWith("readiness"))).toBe(true);
  expect(container.status()).toMatchObject({ state: "Running", ready: false, restarts: 0 });
});

test("three liveness failures stop the container, and it is started as soon as it has ended", () => {
  const container = runningContainer({ livenessProbe: { periodSeconds: 5 } });
  expect(container.pass(15 * s, "fail")).toEqual([
    "5000 liveness",
    "10000 liveness",
    "15000 liveness",
    "15000 stop liveness 30 s",
  ]);
  expect(container.pass(60 * s)).toEqual([]);
  expect(container.tell(60 * s, { kind: "exited", attempt: 0, exitCode: 0 })).toEqual([
    { kind: "start", attempt: 1 },
  ]);
  expect(container.takesTraffic()).toBe(false);
  container.tell(60 * s, { kind: "started", attempt: 1 });
  expect(container.status()).toMatchObject({ state: "Running", ready: true, restarts: 1 });
  expect(container.takesTraffic()).toBe(true);
});

test("a call that times out is a failure", () => {
  const livenessProbe = { periodSeconds: 5, failureThreshold: 1, timeoutSeconds: 2 };
  const container = runningContainer({ livenessProbe });
  expect(callsIn(container.tell(5 * s, tick))).toMatchObject([{ callId: 0, timeoutMs: 2000 }]);
  expect(
    kindsOf(container.tell(7 * s, { kind: "answered", callId: 0, answer: "timeout" })),
  ).toEqual(["result", "stop"]);
});

test("a call that cannot be made is tried three times and says nothing", () => {
  const livenessProbe = { periodSeconds: 5, failureThreshold: 1 };
  const container = runningContainer({ livenessProbe });
  expect(container.pass(5 * s, "error")).toEqual(Array(3).fill("5000 liveness"));
  expect(container.status()).toMatchObject({ state: "Running", restarts: 0 });
  expect(container.dueMs()).toBe(10 * s);
});

test("the other probes wait for the startup probe, which asks no more once it has succeeded", () => {
  const startupProbe = { periodSeconds: 2, failureThreshold: 10 };
  const livenessProbe = { periodSeconds: 3 };
  const container = runningContainer({ startupProbe, livenessProbe });
  const startups = ["2000 startup", "4000 startup", "6000 startup", "8000 startup"];
  expect(container.pass(9 * s, "fail")).toEqual(startups);
  expect(container.status()).toMatchObject({ state: "Running", started: false, ready: false });
  expect(container.pass(10 * s)).toEqual(["10000 startup"]);
  expect(container.status()).toMatchObject({ started: true, ready: true });
  expect(container.pass(20 * s)).toEqual(["12000 liveness", "15000 liveness", "18000 liveness"]);
});

test("a startup that never comes is told apart from a liveness failure", () => {
  const startupProbe = { periodSeconds: 1, terminationGracePeriodSeconds: 4 };
  const container = runningContainer({ startupProbe, livenessProbe: {} });
  expect(container.pass(9 * s, "fail")).toEqual([
    "1000 startup",
    "2000 startup",
    "3000 startup",
    "3000 stop startup 4 s",
  ]);
  expect(container.status()).toMatchObject({ state: "Running", started: false, ready: false });
});

test("a process that listens has its startup and readiness probes ask without waiting", () => {
  const container = runningContainer({ startupProbe: {}, readinessProbe: {}, livenessProbe: {} });
  expect(container.pass(100)).toEqual([]);
  expect(callsIn(container.tell(100, { kind: "listening", attempt: 0 }))).toMatchObject([
    { probe: "startup" },
  ]);
  expect(container.pass(100)).toEqual(["100 readiness"]);
  expect(container.takesTraffic()).toBe(true);
  expect(container.tell(200, { kind: "listening", attempt: 1 })).toEqual([]);
});

test("a look has the readiness probe of a container that is not ready ask at once, and no other", () => {
  const container = runningContainer({
    readinessProbe: { periodSeconds: 10 },
    livenessProbe: { periodSeconds: 10 },
  });
  container.pass(100, "fail");
  expect(callsIn(container.tell(300, { kind: "look" }))).toMatchObject([{ probe: "readiness" }]);
  expect(callsIn(container.tell(400, { kind: "look" }))).toEqual([]);
  expect(container.pass(500)).toEqual(["400 readiness"]);
  expect(container.takesTraffic()).toBe(true);
  expect(container.tell(600, { kind: "look" })).toEqual([]);
});

test("a process that listens is not asked before its initial delay is over", () => {
  const readinessProbe = { initialDelaySeconds: 5, periodSeconds: 1 };
  const container = runningContainer({ readinessProbe });
  container.tell(100, { kind: "listening", attempt: 0 });
  expect(container.pass(5_500)).toEqual(["5100 readiness"]);
});

test("an initial delay counts from the whole second in which the container was started", () => {
  const livenessProbe = { initialDelaySeconds: 3, periodSeconds: 1 };
  const container = containerOf({ livenessProbe });
  container.tell(0, { kind: "added" });
  container.tell(1_900, { kind: "started", attempt: 0 });
  expect(container.pass(4_000)).toEqual(["4000 liveness"]);
});

test("a container that keeps ending waits 0, 10, 20, 40, 80, 160, 300 and 300 s", () => {
  const container = runningContainer();
  let nowMs = 1 * s;
  const waitsS = Array.from({ length: 8 }, (_, attempt) => {
    const exitMs = nowMs;
    const effects = container.tell(exitMs, { kind: "exited", attempt, exitCode: 1 });
    const waits = effects.some(({ kind }) => kind === "backoff");
    expect(container.status().state).toBe(waits ? "CrashLoopBackOff" : "Terminated");
    if (waits) {
      nowMs = container.dueMs() ?? 0;
      expect(kindsOf(container.tell(nowMs - 1, tick))).toEqual([]);
      expect(kindsOf(container.tell(nowMs, tick))).toEqual(["start"]);
    }
    container.tell(nowMs, { kind: "started", attempt: attempt + 1 });
    return (nowMs - exitMs) / s;
  });
  expect(waitsS).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
});

test("a process that cannot be started is one that has ended", () => {
  const container = containerOf();
  container.tell(0, { kind: "added" });
  expect(container.tell(1, { kind: "exited", attempt: 0, exitCode: 127 }).at(-1)).toEqual({
    kind: "start",
    attempt: 1,
  });
  expect(kindsOf(container.tell(2, { kind: "exited", attempt: 1, exitCode: 127 }))).toEqual([
    "status",
    "backoff",
    "status",
  ]);
  expect(container.status()).toMatchObject({ state: "CrashLoopBackOff", restarts: 1 });
});

test("an end is the end where the restart policy says so", () => {
  const phaseOf = (restartPolicy: "OnFailure" | "Never", exitCode: number) =>
    runningContainer({ restartPolicy })
      .tell(1 * s, { kind: "exited", attempt: 0, exitCode })
      .at(-1);
  expect(phaseOf("Never", 0)).toEqual({ kind: "over", phase: "Succeeded" });
  expect(phaseOf("Never", 3)).toEqual({ kind: "over", phase: "Failed" });
  expect(phaseOf("OnFailure", 0)).toEqual({ kind: "over", phase: "Succeeded" });
  expect(phaseOf("OnFailure", 3)).toEqual({ kind: "start", attempt: 1 });
});

test("an answer to a call that is not open changes nothing", () => {
  const container = containerOf({ readinessProbe: {} });
  container.tell(0, { kind: "added" });
  container.tell(0, { kind: "started", attempt: 0 });
  expect(container.tell(1, { kind: "answered", callId: 99, answer: "ok" })).toEqual([]);
  container.tell(2, { kind: "answered", callId: 0, answer: "fail" });
  expect(kindsOf(container.tell(3, { kind: "answered", callId: 0, answer: "ok" }))).toEqual([]);
  expect(container.status().ready).toBe(false);
});

test("an answer about a process that was replaced says nothing of the one that runs now", () => {
  const livenessProbe = { periodSeconds: 5, failureThreshold: 1 };
  const container = runningContainer({ livenessProbe });
  expect(callsIn(container.tell(5 * s, tick))).toMatchObject([{ attempt: 0, callId: 0 }]);
  container.tell(5_100, { kind: "exited", attempt: 0, exitCode: 1 });
  container.tell(5_200, { kind: "started", attempt: 1 });
  expect(container.tell(5_900, { kind: "answered", callId: 0, answer: "fail" })).toEqual([
    { kind: "result", probe: "liveness", attempt: 0, result: "Failure" },
  ]);
  expect(container.pass(10 * s)).toEqual(["10000 liveness"]);
  expect(container.status()).toMatchObject({ state: "Running", ready: true, restarts: 1 });
});

test("a late answer of a process that was replaced makes the next one no more ready", () => {
  const container = runningContainer({ readinessProbe: {} });
  container.tell(1, { kind: "exited", attempt: 0, exitCode: 1 });
  container.tell(2, { kind: "started", attempt: 1 });
  const effects = container.tell(3, { kind: "answered", callId: 0, answer: "ok" });
  expect(kindsOf(effects)).not.toContain("status");
  expect(container.status()).toMatchObject({ state: "Running", ready: false, restarts: 1 });
});

test("a late answer of a process that has ended is believed, but no work is sent there", () => {
  const container = runningContainer({ readinessProbe: {} });
  container.tell(1, { kind: "answered", callId: 0, answer: "fail" });
  container.tell(2, { kind: "exited", attempt: 0, exitCode: 1 });
  container.tell(3, { kind: "answered", callId: 1, answer: "ok" });
  expect(container.status()).toMatchObject({ state: "Terminated", ready: true });
  expect(container.takesTraffic()).toBe(false);
  container.tell(4, { kind: "started", attempt: 1 });
  expect(container.status()).toMatchObject({ state: "Running", ready: false });
});

test("news of a process that is not there is no news", () => {
  const container = runningContainer();
  expect(container.tell(1, { kind: "exited", attempt: 7, exitCode: 0 })).toEqual([]);
  expect(container.tell(1, { kind: "started", attempt: 1 })).toEqual([]);
  container.tell(2, { kind: "exited", attempt: 0, exitCode: 0 });
  expect(container.tell(3, { kind: "exited", attempt: 0, exitCode: 0 })).toEqual([]);
  expect(container.tell(4, { kind: "started", attempt: 0 })).toEqual([]);
  expect(container.status().state).toBe("Terminated");
});

test("a kubelet that takes its time looks once for all that asked", () => {
  const container = containerOf({}, 50);
  expect(container.tell(0, { kind: "added" })).toEqual([]);
  expect(container.tell(30, { kind: "added" })).toEqual([]);
  expect(container.dueMs()).toBe(50);
  expect(container.pass(1 * s)).toEqual(["50 start 0"]);
});

test("a process that the kubelet has not looked at yet gets no work", () => {
  const container = containerOf({ readinessProbe: {} }, 50);
  container.tell(0, { kind: "added" });
  container.pass(50);
  container.tell(50, { kind: "started", attempt: 0 });
  container.tell(100, tick);
  container.tell(110, { kind: "exited", attempt: 0, exitCode: 1 });
  expect(container.tell(160, tick).at(-1)).toEqual({ kind: "start", attempt: 1 });
  container.tell(170, { kind: "answered", callId: 0, answer: "ok" });
  expect(container.status()).toMatchObject({ state: "Terminated", ready: true, restarts: 0 });
  container.tell(180, { kind: "started", attempt: 1 });
  expect(container.takesTraffic()).toBe(false);
});

test("after a long sleep each probe asks once, and keeps its beat", () => {
  const container = runningContainer({ livenessProbe: { periodSeconds: 10 } });
  expect(callsIn(container.tell(63 * s, tick))).toHaveLength(1);
  container.tell(63 * s, { kind: "answered", callId: 0, answer: "ok" });
  expect(container.dueMs()).toBe(70 * s);
});

test("a deleted pod is stopped, takes no new work, and is over when its process has ended", () => {
  const container = runningContainer({ livenessProbe: { periodSeconds: 1 } });
  expect(container.takesTraffic()).toBe(true);
  expect(container.tell(500, { kind: "deleted" })).toEqual([
    { kind: "stop", attempt: 0, graceS: 30, reason: "deleted" },
  ]);
  expect(container.takesTraffic()).toBe(false);
  expect(container.pass(20 * s, "fail")).toEqual([]);
  expect(container.tell(20 * s, { kind: "deleted", graceS: 5 })).toEqual([]);
  const effects = container.tell(20 * s, { kind: "exited", attempt: 0, exitCode: 0 });
  expect(effects.at(-1)).toEqual({ kind: "over", phase: "Succeeded" });
  expect(container.status().state).toBe("Terminated");
  expect(container.dueMs()).toBeUndefined();
});

test("a deleted pod that has not come up yet is not asked whether it has", () => {
  const container = runningContainer({ startupProbe: { periodSeconds: 1 } });
  expect(container.pass(1 * s, "fail")).toEqual(["1000 startup"]);
  container.tell(1 * s, { kind: "deleted" });
  expect(container.pass(20 * s, "fail")).toEqual([]);
});

test("readiness is asked of a deleted pod until its process has ended", () => {
  const container = runningContainer({ readinessProbe: { periodSeconds: 1 } });
  container.pass(5 * s);
  container.tell(5 * s, { kind: "deleted", graceS: 10 });
  expect(container.pass(7 * s)).toEqual(["6000 readiness", "7000 readiness"]);
});

test("a pod that waits to be restarted is over as soon as it is deleted", () => {
  const container = runningContainer();
  container.tell(1, { kind: "exited", attempt: 0, exitCode: 1 });
  container.tell(1, { kind: "started", attempt: 1 });
  container.tell(2, { kind: "exited", attempt: 1, exitCode: 1 });
  expect(container.status().state).toBe("CrashLoopBackOff");
  expect(kindsOf(container.tell(3, { kind: "deleted" }))).toEqual(["status", "over"]);
  expect(container.status().state).toBe("Terminated");
});

test("a pod that is deleted while it starts is stopped once it runs", () => {
  const container = containerOf();
  container.tell(0, { kind: "added" });
  expect(container.tell(1, { kind: "deleted", graceS: 9 })).toEqual([]);
  expect(container.tell(1, { kind: "deleted", graceS: 5 })).toEqual([]);
  expect(container.tell(2, { kind: "started", attempt: 0 }).at(-1)).toEqual({
    kind: "stop",
    attempt: 0,
    graceS: 9,
    reason: "deleted",
  });
});

test("a pod that is deleted while a probe has it stopped is not started again", () => {
  const livenessProbe = { periodSeconds: 1, failureThreshold: 1 };
  const container = runningContainer({ livenessProbe });
  expect(container.pass(1 * s, "fail")).toContain("1000 stop liveness 30 s");
  expect(container.tell(2 * s, { kind: "deleted" })).toEqual([]);
  expect(container.tell(3 * s, { kind: "exited", attempt: 0, exitCode: 143 }).at(-1)).toEqual({
    kind: "over",
    phase: "Failed",
  });
});

test("a pod that is deleted before the kubelet has seen it never starts", () => {
  const container = containerOf();
  expect(container.tell(0, { kind: "deleted" }).at(-1)).toEqual({ kind: "over", phase: "Failed" });
  expect(container.tell(1, { kind: "added" })).toEqual([]);
});
