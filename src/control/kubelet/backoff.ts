import type { KubeletSettings } from "./defaults.ts";
import type { Backoff } from "./life.ts";

type Limits = Pick<KubeletSettings, "backoffInitialS" | "backoffMaxS">;

/** The container ended so long after its last counted restart that all is forgiven. */
function isOver(backoff: Backoff, exitMs: number, limits: Limits): boolean {
  return exitMs - backoff.countedMs > 2 * limits.backoffMaxS * 1000;
}

/**
 * Until when a container that ended at `exitMs` may not be started, ms; undefined: it may be.
 * Source: client-go@v0.36.2 util/flowcontrol/backoff.go (IsInBackOffSince).
 */
export function waitAfter(
  backoff: Backoff | undefined,
  exitMs: number,
  nowMs: number,
  limits: Limits,
): number | undefined {
  if (!backoff || isOver(backoff, exitMs, limits)) return undefined;
  const untilMs = exitMs + backoff.delayMs;
  return nowMs < untilMs ? untilMs : undefined;
}

/**
 * The back-off once a restart after an exit at `exitMs` is counted: first the shortest wait, then
 * twice the one before, up to the longest.
 * Source: client-go@v0.36.2 util/flowcontrol/backoff.go (Next).
 */
export function countRestart(
  backoff: Backoff | undefined,
  exitMs: number,
  nowMs: number,
  limits: Limits,
): Backoff {
  const isFirst = !backoff || isOver(backoff, exitMs, limits);
  const delayMs = isFirst
    ? limits.backoffInitialS * 1000
    : Math.min(backoff.delayMs * 2, limits.backoffMaxS * 1000);
  return { delayMs, countedMs: nowMs };
}
