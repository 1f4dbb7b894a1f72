import { graceAfterDeletion } from "./grace.ts";
import { requestSync, type Turn } from "./turn.ts";

/**
 * Takes in that the pod is to end. From now on nothing starts its container again and no probe
 * stops it; readiness is asked for until it has ended. The first deletion counts.
 * Source: k8s@v1.36.2 pkg/kubelet/kubelet.go (SyncTerminatingPod), prober/prober_manager.go
 * (StopLivenessAndStartup).
 */
export function takeDeletion(turn: Turn, graceS: number | undefined): void {
  const { life } = turn;
  if (life.deletion) return;
  life.deletion = { graceS: graceAfterDeletion(turn.spec, graceS) };
  const { startup, liveness } = life.workers;
  if (startup) startup.ended = true;
  if (liveness) liveness.ended = true;
  requestSync(turn);
}
