/** Lets calls through while the other side answers; fails at once for a while when it does not. */
export interface Breaker {
  /** Whether a call may be made now; whoever gets `true` must say how it went. */
  readonly mayCall: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
  readonly state: () => "closed" | "open" | "half-open";
}

export interface BreakerRules {
  /** So many failures in a row open it. */
  readonly failuresMax: number;
  /** How long it stays open before one call is let through to see. */
  readonly openMs: number;
}

/**
 *     closed --failuresMax in a row--> open --openMs--> half-open --one success--> closed
 *                                       ^------------one failure-----'
 *
 * When half-open, one call at a time is let through. A call that never says how it went is given up
 * after `openMs`, so that a lost one does not keep the breaker open for ever.
 */
export function createBreaker(
  { failuresMax, openMs }: BreakerRules,
  clockMs: () => number,
): Breaker {
  let failures = 0;
  let openedAtMs = 0;
  let probedAtMs = Number.NEGATIVE_INFINITY;
  const state = () => {
    if (failures < failuresMax) return "closed";
    return clockMs() - openedAtMs < openMs ? "open" : "half-open";
  };
  return {
    state,
    mayCall: () => {
      const now = state();
      if (now === "closed") return true;
      if (now === "open" || clockMs() - probedAtMs < openMs) return false;
      probedAtMs = clockMs();
      return true;
    },
    succeeded: () => {
      failures = 0;
      probedAtMs = Number.NEGATIVE_INFINITY;
    },
    failed: () => {
      failures += 1;
      if (failures >= failuresMax) openedAtMs = clockMs();
      probedAtMs = Number.NEGATIVE_INFINITY;
    },
  };
}
