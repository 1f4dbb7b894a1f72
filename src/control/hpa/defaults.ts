import type { HpaFlags, HpaMetric, HpaSpec, ScalingRules } from "./types.ts";

/**
 * The controller's flags as Kubernetes starts with them.
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/config/v1alpha1/defaults.go.
 */
export const hpaFlagDefaults: HpaFlags = Object.freeze({
  cpuInitializationPeriodS: 300,
  initialReadinessDelayS: 30,
  downscaleStabilizationS: 300,
  tolerance: 0.1,
});

/** Rules with nothing left open. */
export type FilledRules = Required<ScalingRules>;

export interface Behavior {
  readonly scaleUp: FilledRules;
  readonly scaleDown: FilledRules;
}

/**
 * The rules in force, defaults filled in; null: the specification has no behaviour.
 * Source: k8s@v1.36.2 pkg/apis/autoscaling/v2/defaults.go (policies, windows),
 * horizontal.go `maybeInitScaleDownStabilizationWindow`, `tolerancesForHpa`.
 */
export function behaviorOf(spec: HpaSpec, flags: HpaFlags): Behavior | null {
  if (!spec.scaleUp && !spec.scaleDown) return null;
  return {
    scaleUp: {
      stabilizationS: 0,
      selectPolicy: "Max",
      policies: [
        { type: "Pods", value: 4, periodS: 15 },
        { type: "Percent", value: 100, periodS: 15 },
      ],
      tolerance: flags.tolerance,
      ...spec.scaleUp,
    },
    scaleDown: {
      stabilizationS: flags.downscaleStabilizationS,
      selectPolicy: "Max",
      policies: [{ type: "Percent", value: 100, periodS: 15 }],
      tolerance: flags.tolerance,
      ...spec.scaleDown,
    },
  };
}

/** How far below and above 1 a ratio may be without a change. */
export interface Tolerances {
  readonly down: number;
  readonly up: number;
}

export const tolerancesOf = (behavior: Behavior | null, flags: HpaFlags): Tolerances => ({
  down: behavior?.scaleDown.tolerance ?? flags.tolerance,
  up: behavior?.scaleUp.tolerance ?? flags.tolerance,
});

/** The metrics in force: cpu at 80 % of request when the specification names none. */
export const metricsOf = (spec: HpaSpec): readonly HpaMetric[] =>
  spec.metrics.length > 0 ? spec.metrics : [defaultMetric];

/** Source: k8s@v1.36.2 pkg/apis/autoscaling/types.go `DefaultCPUUtilization`. */
const defaultMetric: HpaMetric = {
  type: "Resource",
  name: "cpu",
  target: { type: "Utilization", percent: 80 },
};
