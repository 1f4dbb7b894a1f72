import type { Answer } from "./answer.ts";
import type { Worker } from "./life.ts";
import { setResult } from "./results.ts";
import { type Probe, type ProbeName, probeNames, probeOf } from "./spec.ts";
import type { Draft, Turn } from "./turn.ts";

/**
 * How often a call that cannot be made is tried, without a pause.
 * Source: k8s@v1.36.2 pkg/kubelet/prober/prober.go (maxProbeRetries).
 */
const triesMax = 3;

/** What a worker says of a process that it has only just seen. */
const firstResult = { startup: "UNKNOWN", readiness: "Failure", liveness: "Success" } as const;

/** One worker, what it goes by, and the step it works in. */
interface Shift {
  readonly turn: Turn;
  readonly name: ProbeName;
  readonly probe: Probe;
  readonly worker: Draft<Worker>;
}

/** A worker for each probe that has none yet: it looks at once, and then every period. */
export function addWorkers(turn: Turn): void {
  for (const name of probeNames) {
    if (!probeOf(turn.spec, name)) continue;
    turn.life.workers[name] ??= {
      nextTickMs: turn.nowMs,
      triggered: false,
      last: "Success",
      run: 0,
      onHold: false,
      ended: false,
    };
  }
}

/** When a worker looks next, ms; undefined: not before its call is answered, or never. */
export function workerDueMs(worker: Worker): number | undefined {
  if (worker.ended || worker.call) return undefined;
  return worker.triggered ? Number.NEGATIVE_INFINITY : worker.nextTickMs;
}

/** Has the workers that are due look; answers whether there were any. */
export function runWorkers(turn: Turn): boolean {
  const due = shiftsOf(turn).filter(
    ({ worker }) => (workerDueMs(worker) ?? Number.POSITIVE_INFINITY) <= turn.nowMs,
  );
  for (const shift of due) {
    takeTick(shift);
    look(shift);
  }
  return due.length > 0;
}

/** Hands an answer to the worker whose open call it answers; any other is nobody's. */
export function takeAnswer(turn: Turn, callId: number, answer: Answer): void {
  const shift = shiftsOf(turn).find(({ worker }) => worker.call?.id === callId);
  if (!shift) return;
  const { worker } = shift;
  const tryNumber = worker.call?.tryNumber ?? 1;
  worker.call = undefined;
  if (answer !== "error") count(shift, answer === "ok" ? "Success" : "Failure");
  else if (tryNumber < triesMax && !worker.ended) call(shift, tryNumber + 1);
}

function shiftsOf(turn: Turn): Shift[] {
  return probeNames.flatMap((name) => {
    const probe = probeOf(turn.spec, name);
    const worker = turn.life.workers[name];
    return probe && worker ? [{ turn, name, probe, worker }] : [];
  });
}

/**
 * Ticks that fell into a call count as one, and a trigger starts the period again.
 * Source: k8s@v1.36.2 pkg/kubelet/prober/worker.go (run), Go's time.Ticker.
 */
function takeTick({ turn, worker, probe }: Shift): void {
  const periodMs = probe.periodSeconds * 1000;
  if (worker.triggered) {
    worker.triggered = false;
    worker.nextTickMs = turn.nowMs + periodMs;
  } else {
    const missed = Math.floor((turn.nowMs - worker.nextTickMs) / periodMs);
    worker.nextTickMs += periodMs * (missed + 1);
  }
}

/**
 * One look, by what was last written down.
 * Source: k8s@v1.36.2 pkg/kubelet/prober/worker.go (doProbe).
 */
function look(shift: Shift): void {
  const { turn, name, probe, worker } = shift;
  const attempt = turn.life.held?.attempt;
  if (attempt === undefined) return;
  if (worker.attempt !== attempt) {
    worker.attempt = attempt;
    worker.standing = undefined;
    worker.onHold = false;
    setResult(turn, name, firstResult[name]);
  }
  const { held } = turn.life;
  if (worker.onHold || !held) return;
  if (held.startedMs === undefined) {
    setResult(turn, name, "Failure");
    return;
  }
  const ageS = Math.floor((turn.nowMs - held.startedMs) / 1000);
  if (ageS < probe.initialDelaySeconds) return;
  // A startup probe asks until the container has started, the others ask from then on.
  if (held.status.started !== (name === "startup")) call(shift, 1);
}

function call({ turn, name, probe, worker }: Shift, tryNumber: number): void {
  if (worker.attempt === undefined) return;
  const callId = turn.life.nextCallId++;
  worker.call = { id: callId, tryNumber };
  const timeoutMs = probe.timeoutSeconds * 1000;
  turn.effects.push({ kind: "probe", probe: name, attempt: worker.attempt, callId, timeoutMs });
}

/** A threshold reached makes the result stand; a startup probe then rests, as does a failure. */
function count({ turn, name, probe, worker }: Shift, result: "Success" | "Failure"): void {
  worker.run = worker.last === result ? worker.run + 1 : 1;
  worker.last = result;
  const threshold = result === "Success" ? probe.successThreshold : probe.failureThreshold;
  if (worker.run < threshold) return;
  setResult(turn, name, result);
  if (name === "startup" || (name === "liveness" && result === "Failure")) {
    worker.onHold = true;
    worker.run = 0;
  }
}
