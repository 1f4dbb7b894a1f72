/**
 * What cuts a change short: its rate, and the bounds of the specification.
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/horizontal.go
 * `convertDesiredReplicasWithBehaviorRate`, `convertDesiredReplicasWithRules`.
 */
import type { Limit } from "./decision.ts";
import type { Behavior } from "./defaults.ts";
import { allowanceOf, type ScaleHistory } from "./policies.ts";
import type { HpaSpec } from "./types.ts";

/** A change that is being considered. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly atS: number;
}

/** Where the change has to stop; null: nowhere. */
export function limitWithBehavior(
  { from, to, atS }: Change,
  behavior: Behavior,
  history: ScaleHistory,
  spec: HpaSpec,
): Limit | null {
  if (to > from) {
    const allowed = allowanceOf("up", behavior.scaleUp, history, from, atS);
    const replicas = Math.max(allowed.replicas, from);
    const limit: Limit =
      replicas < spec.maxReplicas
        ? { replicas, reason: "ScaleUpLimit", rate: allowed.rate }
        : { replicas: spec.maxReplicas, reason: "TooManyReplicas" };
    return to > limit.replicas ? limit : null;
  }
  if (to < from) {
    const allowed = allowanceOf("down", behavior.scaleDown, history, from, atS);
    const replicas = Math.min(allowed.replicas, from);
    const limit: Limit =
      replicas > spec.minReplicas
        ? { replicas, reason: "ScaleDownLimit", rate: allowed.rate }
        : { replicas: spec.minReplicas, reason: "TooFewReplicas" };
    return to < limit.replicas ? limit : null;
  }
  return null;
}

/** At once to twice as many, or to this many, whichever is more. */
const atOnceMin = 4;

/** Without behaviour only scaling up has a rate. */
export function limitWithoutBehavior({ from, to }: Change, spec: HpaSpec): Limit | null {
  if (to < spec.minReplicas) return { replicas: spec.minReplicas, reason: "TooFewReplicas" };
  const atOnce = Math.max(2 * from, atOnceMin);
  const limit: Limit =
    atOnce < spec.maxReplicas
      ? { replicas: atOnce, reason: "ScaleUpLimit", rate: "double-or-four" }
      : { replicas: spec.maxReplicas, reason: "TooManyReplicas" };
  return to > limit.replicas ? limit : null;
}
