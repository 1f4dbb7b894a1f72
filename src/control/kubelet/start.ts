import { countRestart, waitAfter } from "./backoff.ts";
import type { Exit } from "./life.ts";
import { requestSync, type Turn } from "./turn.ts";

/**
 * Starts the next process, or waits if the exit that the look knew of says so. A look that knew
 * of none starts it at once and counts nothing.
 * Source: k8s@v1.36.2 pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff).
 */
export function startNext(turn: Turn, knownExit: Exit | undefined): void {
  const { life, settings, nowMs } = turn;
  if (knownExit) {
    const exitMs = knownExit.atMs;
    const untilMs = waitAfter(life.backoff, exitMs, nowMs, settings);
    if (untilMs !== undefined) {
      waitUntil(turn, untilMs, exitMs);
      return;
    }
    life.backoff = countRestart(life.backoff, exitMs, nowMs, settings);
  }
  life.waitingUntilMs = undefined;
  const attempt = life.current ? life.current.attempt + 1 : 0;
  life.doing = { kind: "starting", attempt };
  turn.effects.push({ kind: "start", attempt });
}

function waitUntil(turn: Turn, untilMs: number, exitMs: number): void {
  const { life } = turn;
  requestSync(turn, untilMs);
  if (life.waitingUntilMs === untilMs) return;
  life.waitingUntilMs = untilMs;
  turn.effects.push({ kind: "backoff", untilMs, delayS: (untilMs - exitMs) / 1000 });
  // The status was written before this was known; one look more says that the container waits.
  requestSync(turn);
}
