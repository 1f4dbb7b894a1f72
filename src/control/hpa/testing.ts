/** Observations for tests: pods that have been ready for long, unless said otherwise. */
import type { HpaObservation, HpaSpec, PodSample } from "./types.ts";

/** Now, s. */
export const nowS = 10_000;

/** A pod that requests 100m and 100 MiB, so that use in milli-cores or MiB is also percent. */
export const pod = (changes: Partial<PodSample> = {}): PodSample => ({
  name: "web",
  phase: "Running",
  deleting: false,
  startS: 1000,
  ready: true,
  readySinceS: 1010,
  requestMilli: 100,
  requestMib: 100,
  cpuMilli: 50,
  memoryMib: 50,
  custom: {},
  sampledS: nowS - 5,
  windowS: 15,
  ...changes,
});

/** What is seen of these pods, which are as many as were asked for. */
export const see = (
  pods: readonly PodSample[],
  changes: Partial<HpaObservation> = {},
): HpaObservation => ({
  replicas: pods.length,
  statusReplicas: pods.length,
  pods,
  objects: {},
  externals: {},
  ...changes,
});

export const podsAt = (cpuMilli: readonly number[]): readonly PodSample[] =>
  cpuMilli.map((used, index) => pod({ name: `web-${index}`, cpuMilli: used }));

/** 1 to 10 replicas, cpu at 50 % of request. */
export const specOf = (changes: Partial<HpaSpec> = {}): HpaSpec => ({
  minReplicas: 1,
  maxReplicas: 10,
  metrics: [{ type: "Resource", name: "cpu", target: { type: "Utilization", percent: 50 } }],
  ...changes,
});
