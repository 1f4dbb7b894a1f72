import type { StopReason } from "./effect.ts";
import { graceAfterProbe } from "./grace.ts";
import { addWorkers } from "./probe-worker.ts";
import { phaseAfter, restartsAfter, restartsAfterProbe } from "./restart-policy.ts";
import { standingOf } from "./results.ts";
import { startNext } from "./start.ts";
import { writeStatus } from "./status.ts";
import type { Turn } from "./turn.ts";

/**
 * One look at the pod: writes down how its container is, and does what follows from that.
 * Source: k8s@v1.36.2 pkg/kubelet/kubelet.go (SyncPod, SyncTerminatingPod),
 * kuberuntime/kuberuntime_manager.go (computePodActions, SyncPod).
 */
export function sync(turn: Turn): void {
  const { life, spec } = turn;
  life.syncAtMs = undefined;
  writeStatus(turn);
  const { current, deletion } = life;
  const isRunning = current && !current.exit;
  if (deletion) {
    if (isRunning) stop(turn, current.attempt, deletion.graceS, "deleted");
    else finish(turn);
  } else if (current?.exit && !restartsAfter(spec.restartPolicy, current.exit.exitCode)) {
    finish(turn);
  } else {
    addWorkers(turn);
    if (!isRunning) startNext(turn, life.lastExit);
    else giveUp(turn, current.attempt);
  }
}

/** Stops a process that its liveness or startup probe has given up. */
function giveUp(turn: Turn, attempt: number): void {
  const probe = (["liveness", "startup"] as const).find(
    (name) => standingOf(turn, name, attempt) === "Failure",
  );
  if (probe) stop(turn, attempt, graceAfterProbe(turn.spec, probe), probe);
}

function stop(turn: Turn, attempt: number, graceS: number, reason: StopReason): void {
  const restart = restartsAfterProbe(turn.spec.restartPolicy);
  turn.life.doing = { kind: "stopping", restart, knownExit: turn.life.lastExit };
  turn.effects.push({ kind: "stop", attempt, graceS, reason });
}

/** The end. A call that is still open may be answered after it, and then tells its result. */
function finish(turn: Turn): void {
  const { life } = turn;
  const phase = phaseAfter(life.current?.exit?.exitCode);
  life.phase = phase;
  for (const worker of Object.values(life.workers)) worker.ended = true;
  turn.effects.push({ kind: "over", phase });
}
