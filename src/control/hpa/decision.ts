/** What the horizontal autoscaler answers, why, and what it must remember. */
import type { HpaMetric, ScalingPolicy } from "./types.ts";

export type HpaConditionType = "AbleToScale" | "ScalingActive" | "ScalingLimited";

export type HpaReason =
  | "SucceededGetScale"
  | "SucceededRescale"
  | "ReadyForNewScale"
  | "ScaleUpStabilized"
  | "ScaleDownStabilized"
  | "ValidMetricFound"
  | "ScalingDisabled"
  | FailedReason
  | "DesiredWithinRange"
  | Limit["reason"];

export type FailedReason =
  | "FailedGetResourceMetric"
  | "FailedGetPodsMetric"
  | "FailedGetObjectMetric"
  | "FailedGetExternalMetric";

export interface HpaCondition {
  readonly status: "True" | "False";
  readonly reason: HpaReason;
  /** When the status, not the reason, last changed. */
  readonly sinceS: number;
}

/** Those that were ever set; one that a decision does not touch stays as it was. */
export type HpaConditions = Readonly<Partial<Record<HpaConditionType, HpaCondition>>>;

export interface Recommendation {
  readonly atS: number;
  readonly replicas: number;
}

export interface ScaleEvent {
  readonly atS: number;
  /** Pods added, or removed: never negative. */
  readonly change: number;
}

/** All that one decision leaves to the next: plain data, survives JSON. */
export interface HpaState {
  readonly recommendations: readonly Recommendation[];
  readonly scaleUps: readonly ScaleEvent[];
  readonly scaleDowns: readonly ScaleEvent[];
  readonly conditions: HpaConditions;
}

/** How the pods counted for a metric; they add up to all pods. */
export interface PodCounts {
  readonly ready: number;
  /** Pending, or with a cpu sample from its start-up: idle when that would scale up. */
  readonly unready: number;
  /** Without a sample: idle when that would scale up, busy when it would scale down. */
  readonly missing: number;
  /** Failed or being deleted. */
  readonly ignored: number;
}

/** What one metric asked for. */
export interface MetricReading {
  readonly kind: "reading";
  readonly metric: HpaMetric;
  /** In the unit of the target: percent of request, or the metric's unit a pod or in all. */
  readonly current: number;
  /** Current over target, after pods that are missing or not ready were counted in. */
  readonly ratio: number;
  readonly replicas: number;
  /** Why it asks for what there is: close enough, or it would turn round. Absent: it does not. */
  readonly held?: "tolerance" | "direction";
  /** Pods that `ratio` counts as idle or as busy for want of a measurement. */
  readonly assumedPods: number;
  /** Absent for metrics that are not of pods. */
  readonly pods?: PodCounts;
}

/** Why a metric says nothing. */
export interface MetricFailure {
  readonly kind: "failure";
  readonly metric: HpaMetric;
  readonly reason: FailedReason;
  readonly problem: MetricProblem;
}

export type MetricProblem =
  | { readonly kind: "no-pods" }
  | { readonly kind: "no-ready-sample" }
  | { readonly kind: "no-request"; readonly pod: string }
  | { readonly kind: "no-value" };

export type MetricAnswer = MetricReading | MetricFailure;

/** A recent recommendation that was applied instead of the present one. */
export interface Stabilization {
  readonly direction: "up" | "down";
  readonly windowS: number;
  readonly replicas: number;
}

/** What cut the change short, and to how many. */
export type Limit =
  | { readonly reason: "TooFewReplicas" | "TooManyReplicas"; readonly replicas: number }
  | {
      readonly reason: "ScaleUpLimit" | "ScaleDownLimit";
      readonly replicas: number;
      readonly rate: Rate;
    };

/** The policy that counted, a direction that is disabled, or the rule without behaviour. */
export type Rate = ScalingPolicy | "disabled" | "double-or-four";

/** Why: the facts from which a sentence is made. */
export type HpaWhy =
  | { readonly kind: "stopped" }
  | { readonly kind: "out-of-range"; readonly bound: "minReplicas" | "maxReplicas" }
  | {
      readonly kind: "metrics-unknown";
      readonly failure: MetricFailure;
      /** What the other metrics asked for, when that is fewer than there are. */
      readonly refused?: number;
    }
  | {
      readonly kind: "metrics";
      readonly winner: MetricReading;
      readonly stabilization?: Stabilization;
      readonly limit?: Limit;
    };

export interface HpaDecision {
  readonly atS: number;
  readonly fromReplicas: number;
  readonly replicas: number;
  readonly why: HpaWhy;
  /** One entry per metric of the specification, in its order; empty when none was looked at. */
  readonly metrics: readonly MetricAnswer[];
  readonly conditions: HpaConditions;
  readonly next: HpaState;
}
