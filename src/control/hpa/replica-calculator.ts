/**
 * How many replicas a measurement asks for. Leaves: numbers in, numbers out.
 * Source: k8s@v1.36.2 pkg/controller/podautoscaler/replica_calculator.go, metrics/utilization.go.
 */
import type { Tolerances } from "./defaults.ts";
import { divide, sumOf } from "./milli.ts";
import type { PodGroups, Usage } from "./pods.ts";
import type { PodSample } from "./types.ts";

export interface Proposal {
  readonly replicas: number;
  /** Current over target. */
  readonly ratio: number;
  /** Why it proposes what there is, if it does so on purpose. */
  readonly held?: "tolerance" | "direction";
  /** Pods that were counted in without a measurement, as idle or as busy. */
  readonly assumedPods: number;
}

/** A measure of usages against a target. */
export interface Gauge {
  /** In the unit of the target: percent, or thousandths a pod. */
  readonly target: number;
  readonly currentOf: (usages: readonly Usage[]) => number;
  /** What a pod without a sample counts as before pods are taken away, thousandths. */
  readonly busyOf: (pod: PodSample) => number;
}

/** Percent of what is requested, whole percents, rounded down. */
export function utilizationGauge(
  targetPercent: number,
  requestMilliOf: (pod: PodSample) => number,
): Gauge {
  return {
    target: targetPercent,
    currentOf: (usages) =>
      divide(
        100n * sumOf(usages.map((usage) => usage.milli)),
        sumOf(usages.map((usage) => requestMilliOf(usage.pod))),
      ),
    // All of its request, or the target where that is more.
    busyOf: (pod) =>
      divide(BigInt(requestMilliOf(pod)) * BigInt(Math.trunc(Math.max(100, targetPercent))), 100n),
  };
}

/** Thousandths a pod, rounded down. */
export const averageGauge = (targetMilli: number): Gauge => ({
  target: targetMilli,
  currentOf: (usages) => divide(sumOf(usages.map((usage) => usage.milli)), BigInt(usages.length)),
  busyOf: () => targetMilli,
});

/**
 * A metric of pods. Those without a sample, and those not ready, are counted in so that they
 * dampen the change and never turn it round. There must be at least one ready pod.
 */
export function proposeFromPods(
  groups: PodGroups,
  gauge: Gauge,
  tolerances: Tolerances,
  replicasNow: number,
): Proposal {
  const ratioOf = (usages: readonly Usage[]) => gauge.currentOf(usages) / gauge.target;
  const measured = ratioOf(groups.ready);
  const unready = measured > 1 ? groups.unready : [];
  if (unready.length === 0 && groups.missing.length === 0)
    return proposeFromTotal(measured, tolerances, replicasNow, groups.ready.length);

  const idle = (pod: PodSample): Usage => ({ pod, milli: 0 });
  const busy = (pod: PodSample): Usage => ({ pod, milli: gauge.busyOf(pod) });
  const missing = measured === 1 ? [] : groups.missing.map(measured < 1 ? busy : idle);
  const assumed = [...missing, ...unready.map(idle)];
  const ratio = ratioOf([...groups.ready, ...assumed]);
  const known = { ratio, assumedPods: assumed.length };
  if (isWithin(ratio, tolerances)) return { ...known, replicas: replicasNow, held: "tolerance" };
  const replicas = Math.ceil(ratio * (groups.ready.length + assumed.length));
  const turnsRound =
    (measured < 1 && ratio > 1) ||
    (measured > 1 && ratio < 1) ||
    (ratio < 1 && replicas > replicasNow) ||
    (ratio > 1 && replicas < replicasNow);
  if (turnsRound) return { ...known, replicas: replicasNow, held: "direction" };
  return { ...known, replicas };
}

/** A ratio that so many ready pods made together. */
export function proposeFromTotal(
  ratio: number,
  tolerances: Tolerances,
  replicasNow: number,
  readyPods: number,
): Proposal {
  const known = { ratio, assumedPods: 0 };
  return isWithin(ratio, tolerances)
    ? { ...known, replicas: replicasNow, held: "tolerance" }
    : { ...known, replicas: Math.ceil(ratio * readyPods) };
}

/** A number for the whole workload against a target a pod: no look at the pods is needed. */
export function proposeFromShare(
  totalMilli: number,
  targetMilli: number,
  tolerances: Tolerances,
  statusReplicas: number,
): Proposal {
  const ratio = totalMilli / (targetMilli * statusReplicas);
  const known = { ratio, assumedPods: 0 };
  return isWithin(ratio, tolerances)
    ? { ...known, replicas: statusReplicas, held: "tolerance" }
    : { ...known, replicas: Math.ceil(totalMilli / targetMilli) };
}

const isWithin = (ratio: number, tolerances: Tolerances): boolean =>
  1 - tolerances.down <= ratio && ratio <= 1 + tolerances.up;
