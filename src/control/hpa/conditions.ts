import type { HpaCondition, HpaConditions, HpaConditionType, HpaReason } from "./decision.ts";

/** What a decision says of each condition it touches. */
export type Findings = Readonly<
  Partial<Record<HpaConditionType, readonly [status: HpaCondition["status"], reason: HpaReason]>>
>;

/**
 * The conditions after a decision: those it does not touch stay, and a status that stays keeps the
 * time since when it holds.
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/horizontal.go `setConditionInList`.
 */
export function withFindings(
  before: HpaConditions,
  findings: Findings,
  atS: number,
): HpaConditions {
  const after: Partial<Record<HpaConditionType, HpaCondition>> = { ...before };
  for (const type of conditionTypes) {
    const finding = findings[type];
    if (!finding) continue;
    const [status, reason] = finding;
    const old = before[type];
    after[type] = { status, reason, sinceS: old?.status === status ? old.sinceS : atS };
  }
  return after;
}

export const conditionTypes = ["AbleToScale", "ScalingActive", "ScalingLimited"] as const;

/** As Kubernetes prints it in a column: `True ReadyForNewScale`. */
export const conditionText = (condition: HpaCondition | undefined): string | undefined =>
  condition && `${condition.status} ${condition.reason}`;
