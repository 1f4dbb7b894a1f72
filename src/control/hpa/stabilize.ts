/**
 * Stabilisation: of the recommendations within a window the least eager one is applied.
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/horizontal.go `stabilizeRecommendation`,
 * `stabilizeRecommendationWithBehaviors`.
 */
import type { Recommendation, Stabilization } from "./decision.ts";
import type { Behavior } from "./defaults.ts";

export interface Stabilized {
  readonly replicas: number;
  readonly recommendations: readonly Recommendation[];
  /** Absent: the recommendation stands. */
  readonly stabilization?: Stabilization;
}

/** Without behaviour only scaling down is held back, and a window's first instant is within it. */
export function stabilizeDown(
  past: readonly Recommendation[],
  desired: Recommendation,
  windowS: number,
): Stabilized {
  const isOld = (entry: Recommendation) => entry.atS < desired.atS - windowS;
  const recent = past.filter((entry) => !isOld(entry)).map((entry) => entry.replicas);
  const replicas = Math.max(desired.replicas, ...recent);
  return stabilized(replicas, desired, replaceOld(past, desired, isOld), "down", windowS);
}

/** With behaviour each direction has its window, and a window's first instant is outside it. */
export function stabilizeBoth(
  past: readonly Recommendation[],
  desired: Recommendation,
  { scaleUp, scaleDown }: Behavior,
  replicasNow: number,
): Stabilized {
  const upCutoffS = desired.atS - scaleUp.stabilizationS;
  const downCutoffS = desired.atS - scaleDown.stabilizationS;
  const since = (cutoffS: number) =>
    past.filter((entry) => entry.atS > cutoffS).map((entry) => entry.replicas);
  const lowest = Math.min(desired.replicas, ...since(upCutoffS));
  const highest = Math.max(desired.replicas, ...since(downCutoffS));
  const replicas = Math.min(Math.max(replicasNow, lowest), highest);

  const isOld = ({ atS }: Recommendation) => atS < upCutoffS && atS < downCutoffS;
  const recommendations = replaceOld(past, desired, isOld);
  return desired.replicas >= replicasNow
    ? stabilized(replicas, desired, recommendations, "up", scaleUp.stabilizationS)
    : stabilized(replicas, desired, recommendations, "down", scaleDown.stabilizationS);
}

const stabilized = (
  replicas: number,
  desired: Recommendation,
  recommendations: readonly Recommendation[],
  direction: Stabilization["direction"],
  windowS: number,
): Stabilized =>
  replicas === desired.replicas
    ? { replicas, recommendations }
    : { replicas, recommendations, stabilization: { direction, windowS, replicas } };

/**
 * The newest in the place of the last old entry, or at the end: old ones are overwritten, not
 * removed, so that one may count again if the window is made longer.
 */
export function replaceOld<T>(past: readonly T[], newest: T, isOld: (entry: T) => boolean) {
  const at = past.findLastIndex(isOld);
  return at === -1 ? [...past, newest] : past.with(at, newest);
}
