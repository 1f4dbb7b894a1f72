import type { PodCounts } from "./decision.ts";
import type { HpaFlags, PodSample } from "./types.ts";

/** A pod and what it uses, in thousandths. */
export interface Usage {
  readonly pod: PodSample;
  readonly milli: number;
}

/** The pods by how they count. */
export interface PodGroups {
  readonly ready: readonly Usage[];
  readonly unready: readonly PodSample[];
  readonly missing: readonly PodSample[];
  readonly ignored: readonly PodSample[];
}

export interface Grouping {
  /** What a pod uses, thousandths; null: no sample. */
  readonly usageOf: (pod: PodSample) => number | null;
  /** Only cpu looks at readiness: starting up burns cpu that serving does not. */
  readonly isCpu: boolean;
  readonly flags: HpaFlags;
  readonly atS: number;
}

/** Source: k8s@v1.36.2 pkg/controller/podautoscaler/replica_calculator.go `groupPods`. */
export function groupPods(pods: readonly PodSample[], by: Grouping): PodGroups {
  const ready: Usage[] = [];
  const unready: PodSample[] = [];
  const missing: PodSample[] = [];
  const ignored: PodSample[] = [];
  for (const pod of pods) {
    const milli = by.usageOf(pod);
    if (pod.deleting || pod.phase === "Failed") ignored.push(pod);
    else if (pod.phase === "Pending") unready.push(pod);
    else if (milli === null) missing.push(pod);
    else if (by.isCpu && isStartingUp(pod, by)) unready.push(pod);
    else ready.push({ pod, milli });
  }
  return { ready, unready, missing, ignored };
}

/** Whether the cpu sample may be from before the pod could serve. */
function isStartingUp(pod: PodSample, { flags, atS }: Grouping): boolean {
  const { startS, readySinceS } = pod;
  if (startS === null || readySinceS === null) return true;
  if (startS + flags.cpuInitializationPeriodS > atS)
    return !pod.ready || pod.sampledS < readySinceS + pod.windowS;
  const wasNeverReady = startS + flags.initialReadinessDelayS > readySinceS;
  return !pod.ready && wasNeverReady;
}

export const countsOf = (groups: PodGroups): PodCounts => ({
  ready: groups.ready.length,
  unready: groups.unready.length,
  missing: groups.missing.length,
  ignored: groups.ignored.length,
});
