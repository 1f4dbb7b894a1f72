import type { FailedReason, MetricAnswer, MetricProblem } from "./decision.ts";
import type { Tolerances } from "./defaults.ts";
import { divide, milliPerUnit, sumOf, toMilli } from "./milli.ts";
import { countsOf, groupPods, type PodGroups } from "./pods.ts";
import {
  averageGauge,
  type Gauge,
  proposeFromPods,
  proposeFromShare,
  proposeFromTotal,
  utilizationGauge,
} from "./replica-calculator.ts";
import type {
  ExternalMetric,
  HpaFlags,
  HpaMetric,
  HpaObservation,
  ObjectMetric,
  PodSample,
  PodsMetric,
  ResourceMetric,
  ResourceName,
} from "./types.ts";

/** What every metric is read against. */
export interface MetricContext {
  readonly observation: HpaObservation;
  readonly flags: HpaFlags;
  readonly tolerances: Tolerances;
  readonly atS: number;
}

/**
 * What one metric asks for, or why it cannot say.
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/horizontal.go `computeReplicasForMetric`.
 */
export function readMetric(metric: HpaMetric, context: MetricContext): MetricAnswer {
  const { objects, externals } = context.observation;
  switch (metric.type) {
    case "Resource":
    case "Pods":
      return readPods(metric, context);
    case "Object": {
      const value = objects[metric.name];
      return readSeries(metric, value === undefined ? [] : [value], context);
    }
    case "External":
      return readSeries(metric, externals[metric.name] ?? [], context);
  }
}

function readPods(metric: ResourceMetric | PodsMetric, context: MetricContext): MetricAnswer {
  const { pods, replicas } = context.observation;
  if (pods.length === 0) return failure(metric, { kind: "no-pods" });
  const groups = groupPods(pods, {
    usageOf: (pod) => usageMilliOf(metric, pod),
    isCpu: metric.type === "Resource" && metric.name === "cpu",
    flags: context.flags,
    atS: context.atS,
  });
  if (groups.ready.length === 0) return failure(metric, { kind: "no-ready-sample" });

  const isUtilization = metric.target.type === "Utilization";
  const without = isUtilization ? podWithoutRequest(metric.name, pods, groups) : undefined;
  if (without) return failure(metric, { kind: "no-request", pod: without.name });

  const gauge = gaugeOf(metric);
  const current = gauge.currentOf(groups.ready);
  return {
    kind: "reading",
    metric,
    current: isUtilization ? current : current / milliPerUnit(metric),
    pods: countsOf(groups),
    ...proposeFromPods(groups, gauge, context.tolerances, replicas),
  };
}

function readSeries(
  metric: ObjectMetric | ExternalMetric,
  series: readonly number[],
  context: MetricContext,
): MetricAnswer {
  if (series.length === 0 || !series.every(Number.isFinite))
    return failure(metric, { kind: "no-value" });
  const { observation, tolerances } = context;
  const { pods, replicas, statusReplicas } = observation;
  const perUnit = milliPerUnit(metric);
  const totalMilli = divide(sumOf(series.map((value) => toMilli(value, perUnit))), 1n);
  const targetMilli = toMilli(metric.target.value, perUnit);
  const total = totalMilli / perUnit;
  if (metric.target.type === "AverageValue") {
    const proposal = proposeFromShare(totalMilli, targetMilli, tolerances, statusReplicas);
    const current = statusReplicas === 0 ? total : total / statusReplicas;
    return { kind: "reading", metric, current, ...proposal };
  }
  const readyPods = pods.filter((pod) => pod.phase === "Running" && pod.ready).length;
  const proposal = proposeFromTotal(totalMilli / targetMilli, tolerances, replicas, readyPods);
  if (pods.length === 0 && !proposal.held) return failure(metric, { kind: "no-pods" });
  return { kind: "reading", metric, current: total, ...proposal };
}

/** Thousandths of what the metric measures; null: no sample. */
function usageMilliOf(metric: ResourceMetric | PodsMetric, pod: PodSample): number | null {
  const value = metric.type === "Pods" ? pod.custom[metric.name] : usedOf(metric.name, pod);
  return value === undefined || value === null || !Number.isFinite(value)
    ? null
    : toMilli(value, milliPerUnit(metric));
}

const usedOf = (name: ResourceName, pod: PodSample): number | null =>
  name === "cpu" ? pod.cpuMilli : pod.memoryMib;

const requestOf = (name: string, pod: PodSample): number | null =>
  name === "cpu" ? pod.requestMilli : pod.requestMib;

/** One that has no request, or the first of all when together they request nothing. */
const podWithoutRequest = (
  name: string,
  pods: readonly PodSample[],
  groups: PodGroups,
): PodSample | undefined =>
  pods.find((pod) => requestOf(name, pod) === null) ??
  (groups.ready.every(({ pod }) => requestOf(name, pod) === 0) ? groups.ready[0]?.pod : undefined);

function gaugeOf(metric: ResourceMetric | PodsMetric): Gauge {
  const perUnit = milliPerUnit(metric);
  if (metric.target.type === "AverageValue")
    return averageGauge(toMilli(metric.target.value, perUnit));
  return utilizationGauge(metric.target.percent, (pod) =>
    toMilli(requestOf(metric.name, pod) ?? 0, perUnit),
  );
}

const failure = (metric: HpaMetric, problem: MetricProblem): MetricAnswer => ({
  kind: "failure",
  metric,
  reason: failedReasons[metric.type],
  problem,
});

const failedReasons: Readonly<Record<HpaMetric["type"], FailedReason>> = {
  Resource: "FailedGetResourceMetric",
  Pods: "FailedGetPodsMetric",
  Object: "FailedGetObjectMetric",
  External: "FailedGetExternalMetric",
};
