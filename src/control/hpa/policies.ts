/**
 * How far scaling policies let a change go.
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/horizontal.go
 * `calculateScaleUpLimitWithScalingRules`, `calculateScaleDownLimitWithBehaviors`.
 */
import type { Rate, ScaleEvent } from "./decision.ts";
import type { FilledRules } from "./defaults.ts";
import type { ScalingPolicy } from "./types.ts";

/** What was scaled before, both ways. */
export interface ScaleHistory {
  readonly scaleUps: readonly ScaleEvent[];
  readonly scaleDowns: readonly ScaleEvent[];
}

/** How far a change may go, and what says so. */
export interface Allowance {
  readonly replicas: number;
  readonly rate: Rate;
}

/**
 * What the selected policy allows, counted from the replicas at the start of its period. It may lie
 * behind `replicasNow` when more was scaled in the period than the policy would have allowed.
 */
export function allowanceOf(
  direction: "up" | "down",
  rules: FilledRules,
  history: ScaleHistory,
  replicasNow: number,
  atS: number,
): Allowance {
  const none: Allowance = { replicas: replicasNow, rate: "disabled" };
  if (rules.selectPolicy === "Disabled") return none;
  const reach = direction === "up" ? grow : shrink;
  const allowances = rules.policies.map((policy): Allowance => {
    const added = changeSince(history.scaleUps, atS - policy.periodS);
    const removed = changeSince(history.scaleDowns, atS - policy.periodS);
    return { replicas: reach(replicasNow - added + removed, policy), rate: policy };
  });
  const wantsMost = (direction === "up") === (rules.selectPolicy === "Max");
  const [best = none] = allowances.toSorted((a, b) =>
    wantsMost ? b.replicas - a.replicas : a.replicas - b.replicas,
  );
  return best;
}

/** Rounded up, or a small percentage of few pods would never grow. */
const grow = (start: number, { type, value }: ScalingPolicy): number =>
  type === "Pods" ? start + value : Math.ceil(start * (1 + value / 100));

/** Rounded towards zero, or a small percentage of few pods would never shrink. */
const shrink = (start: number, { type, value }: ScalingPolicy): number =>
  type === "Pods" ? start - value : Math.trunc(start * (1 - value / 100));

/** Pods added or removed after an instant. */
const changeSince = (events: readonly ScaleEvent[], afterS: number): number =>
  events.filter((event) => event.atS > afterS).reduce((sum, event) => sum + event.change, 0);

/** How long an event can matter: the longest period of the policies, s. */
export const longestPeriodS = (rules: FilledRules): number =>
  Math.max(0, ...rules.policies.map((policy) => policy.periodS));
