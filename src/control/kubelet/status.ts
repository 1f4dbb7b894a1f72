import type { ContainerStatus } from "./effect.ts";
import { hold } from "./held-status.ts";
import type { ContainerLife } from "./life.ts";
import { restartsAfter } from "./restart-policy.ts";
import { standingOf } from "./results.ts";
import type { ProbeName } from "./spec.ts";
import { probeOf } from "./spec.ts";
import type { Turn } from "./turn.ts";

const creating: ContainerStatus = {
  state: "ContainerCreating",
  started: false,
  ready: false,
  restarts: 0,
};

/** The container as last written down; until then it is being created. */
export function statusOf(life: ContainerLife): ContainerStatus {
  return life.held?.status ?? creating;
}

/**
 * Whether new work may be sent to it: it is ready and its pod is not on its way out. A status that
 * lags behind its process (the next one is starting, a late answer was believed) counts for nothing.
 * Source: k8s.io/endpointslice@v0.36.2 utils.go (podToEndpoint).
 */
export function takesTraffic({ current, held, deletion }: ContainerLife): boolean {
  if (!current || current.exit || deletion || held?.attempt !== current.attempt) return false;
  return held.status.ready;
}

/**
 * Writes the container down as a look at its pod finds it. One that has started and is not ready
 * has its readiness probe look again at once.
 * Source: k8s@v1.36.2 pkg/kubelet/prober/prober_manager.go (UpdatePodStatus), status/
 * status_manager.go (normalizeStatus: times are whole seconds).
 */
export function writeStatus(turn: Turn): void {
  const { current, workers } = turn.life;
  const attempt = current?.exit ? undefined : current?.attempt;
  const started = attempt !== undefined && succeeds(turn, "startup", attempt);
  const ready = started && succeeds(turn, "readiness", attempt);
  if (started && !ready && workers.readiness) workers.readiness.triggered = true;
  const startedMs = current?.exit ? undefined : current?.startedMs;
  hold(turn, {
    status: { state: stateOf(turn), started, ready, restarts: current?.attempt ?? 0 },
    attempt: current?.attempt,
    startedMs: startedMs === undefined ? undefined : Math.floor(startedMs / 1000) * 1000,
  });
}

/** A probe that is not there succeeds. */
function succeeds(turn: Turn, probe: ProbeName, attempt: number): boolean {
  return !probeOf(turn.spec, probe) || standingOf(turn, probe, attempt) === "Success";
}

/** Source: k8s@v1.36.2 pkg/kubelet/kubelet_pods.go (convertToAPIContainerStatuses). */
function stateOf({ spec, life }: Turn): ContainerStatus["state"] {
  if (!life.current) return "ContainerCreating";
  if (!life.current.exit) return "Running";
  const comesBack = !life.deletion && restartsAfter(spec.restartPolicy, life.current.exit.exitCode);
  return comesBack && life.waitingUntilMs !== undefined ? "CrashLoopBackOff" : "Terminated";
}
