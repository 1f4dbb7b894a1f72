import type { Result } from "./effect.ts";
import { correct } from "./held-status.ts";
import type { ProbeName } from "./spec.ts";
import { requestSync, type Turn } from "./turn.ts";

/** What a probe says of that process; undefined: its worker has not seen it yet. */
export function standingOf(turn: Turn, probe: ProbeName, attempt: number): Result | undefined {
  const worker = turn.life.workers[probe];
  return worker?.attempt === attempt ? worker.standing : undefined;
}

/**
 * Sets what a probe says of the process its worker knows. A change is told, goes into the status
 * at once, and asks for a look at the pod; only a liveness probe that succeeds asks for nothing.
 * Source: k8s@v1.36.2 pkg/kubelet/prober/results/results_manager.go, pkg/kubelet/kubelet.go
 * (syncLoopIteration).
 */
export function setResult(turn: Turn, probe: ProbeName, result: Result): void {
  const worker = turn.life.workers[probe];
  if (worker?.attempt === undefined || worker.standing === result) return;
  worker.standing = result;
  turn.effects.push({ kind: "result", probe, attempt: worker.attempt, result });
  const isGood = result === "Success";
  if (probe === "readiness") correct(turn, worker.attempt, { ready: isGood });
  if (probe === "startup") correct(turn, worker.attempt, { started: isGood });
  if (probe !== "liveness" || !isGood) requestSync(turn);
}
