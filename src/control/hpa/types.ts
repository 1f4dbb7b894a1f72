/**
 * What the horizontal autoscaler is told: its specification, its flags and one look at the world.
 *
 * Quantities are in the metric's own unit throughout: cpu in milli-cores, memory in MiB (bytes are
 * exact as fractions of a MiB), everything else in whole units.
 *
 * Source: k8s@v1.36.2 staging/src/k8s.io/api/autoscaling/v2/types.go.
 */

/** A share of the pods' request, percent, averaged over the pods. */
export interface UtilizationTarget {
  readonly type: "Utilization";
  readonly percent: number;
}

/** An amount a pod, in the metric's unit. */
export interface AverageValueTarget {
  readonly type: "AverageValue";
  readonly value: number;
}

/** An amount for the whole workload, in the metric's unit. */
export interface ValueTarget {
  readonly type: "Value";
  readonly value: number;
}

export type ResourceName = "cpu" | "memory";

/** What every pod uses of a resource it requests. */
export interface ResourceMetric {
  readonly type: "Resource";
  readonly name: ResourceName;
  readonly target: UtilizationTarget | AverageValueTarget;
}

/** What every pod says of itself, by name in `PodSample.custom`. */
export interface PodsMetric {
  readonly type: "Pods";
  readonly name: string;
  readonly target: AverageValueTarget;
}

/** One number about another object, by name in `HpaObservation.objects`. */
export interface ObjectMetric {
  readonly type: "Object";
  readonly name: string;
  readonly target: AverageValueTarget | ValueTarget;
}

/** A sum of numbers from outside, by name in `HpaObservation.externals`. */
export interface ExternalMetric {
  readonly type: "External";
  readonly name: string;
  readonly target: AverageValueTarget | ValueTarget;
}

export type HpaMetric = ResourceMetric | PodsMetric | ObjectMetric | ExternalMetric;

/** How much may change within a period: a number of pods, or a percentage of those at its start. */
export interface ScalingPolicy {
  readonly type: "Pods" | "Percent";
  readonly value: number;
  readonly periodS: number;
}

/** Which of several policies counts: the one that allows most, least, or none at all. */
export type SelectPolicy = "Max" | "Min" | "Disabled";

/** How scaling in one direction is held back; what is left out has the API server's default. */
export interface ScalingRules {
  /**
   * Window, s, over which the least eager recommendation wins.
   * @default up: 0; down: `HpaFlags.downscaleStabilizationS`
   */
  readonly stabilizationS?: number;
  /** @default "Max" */
  readonly selectPolicy?: SelectPolicy;
  /** @default up: 4 pods and 100 % in 15 s; down: 100 % in 15 s */
  readonly policies?: readonly ScalingPolicy[];
  /**
   * Distance from the target that changes nothing, as a share of it.
   * @default `HpaFlags.tolerance`
   */
  readonly tolerance?: number;
}

/**
 * One autoscaler. Without `scaleUp` and `scaleDown` it has no behaviour and the older rules hold;
 * with one of them the other has its defaults. `minReplicas` is at least 1: scaling to zero is
 * behind a gate that is off by default (HPAScaleToZero), and is not here. What the API server would
 * refuse (a target of 0, fewer at most than at least) is the caller's to refuse.
 */
export interface HpaSpec {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly HpaMetric[];
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

/** The controller's flags (`--horizontal-pod-autoscaler-…`). */
export interface HpaFlags {
  /** Age, s, up to which the cpu of a pod counts only if it is ready and sampled since then. */
  readonly cpuInitializationPeriodS: number;
  /** A pod that lost readiness this soon after its start, s, was never ready. */
  readonly initialReadinessDelayS: number;
  /** Window, s, over which the highest recommendation holds back scaling down. */
  readonly downscaleStabilizationS: number;
  /** Distance from the target that changes nothing, as a share of it. */
  readonly tolerance: number;
}

/** What is known of one pod, times in seconds of the same clock as the decision's. */
export interface PodSample {
  readonly name: string;
  readonly phase: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
  /** Being deleted: not counted. */
  readonly deleting: boolean;
  /** null: not started yet. */
  readonly startS: number | null;
  readonly ready: boolean;
  /** The last change of `ready`; null: readiness was never set. */
  readonly readySinceS: number | null;
  /** Requests of all its containers; null: a container has none, and no utilisation is known. */
  readonly requestMilli: number | null;
  readonly requestMib: number | null;
  /** What it uses; null: no sample. A number that is not finite is no sample either. */
  readonly cpuMilli: number | null;
  readonly memoryMib: number | null;
  /** Metrics of its own, whole units, by name; absent: no sample. */
  readonly custom: Readonly<Record<string, number>>;
  /** When the cpu was sampled, and over how long a window, s. */
  readonly sampledS: number;
  readonly windowS: number;
}

/** One look at the workload and its metrics. */
export interface HpaObservation {
  /** Replicas asked for (`spec.replicas`): someone may have scaled by hand. */
  readonly replicas: number;
  /** Replicas there are (`status.replicas`). */
  readonly statusReplicas: number;
  readonly pods: readonly PodSample[];
  /** Object metrics, whole units, by name; absent: could not be read. */
  readonly objects: Readonly<Record<string, number>>;
  /** External metrics, whole units, by name, all series; absent or none: could not be read. */
  readonly externals: Readonly<Record<string, readonly number[]>>;
}
