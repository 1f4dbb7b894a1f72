import { expect, test } from "bun:test";
import type { PodCounts } from "./decision.ts";
import { hpaFlagDefaults } from "./defaults.ts";
import { countsOf, groupPods } from "./pods.ts";
import { nowS, pod } from "./testing.ts";
import type { PodSample } from "./types.ts";

const flags = { ...hpaFlagDefaults, cpuInitializationPeriodS: 120, initialReadinessDelayS: 10 };

const ago = (s: number) => nowS - s;

/** Source: k8s@v1.36.2 pkg/controller/podautoscaler/replica_calculator_test.go TestGroupPods. */
const table: Readonly<
  Record<string, readonly [counts: keyof PodCounts, pod: Partial<PodSample>, metric?: "memory"]>
> = {
  "memory counts whatever the readiness": [
    "ready",
    { startS: null, readySinceS: null, ready: false },
    "memory",
  ],
  "a finished pod counts like a running one": ["ready", { phase: "Succeeded" }],
  "without a ready condition it is not ready": ["unready", { startS: nowS, readySinceS: null }],
  "not started is not ready": ["unready", { startS: null }],
  "starting, and measured for a whole window since it is ready": [
    "ready",
    { startS: ago(60), readySinceS: ago(30), sampledS: nowS, windowS: 30 },
  ],
  "starting, and measured partly from before it was ready": [
    "unready",
    { startS: ago(60), readySinceS: ago(30), sampledS: nowS, windowS: 60 },
  ],
  "starting and not ready": [
    "unready",
    { startS: ago(60), ready: false, readySinceS: ago(60), sampledS: nowS },
  ],
  "started just the period ago, its start-up is over": [
    "ready",
    { startS: ago(120), ready: false, readySinceS: ago(60) },
  ],
  "started long ago and not ready since its beginning": [
    "unready",
    { startS: ago(600), ready: false, readySinceS: ago(594) },
  ],
  "started long ago, ready, and measured long ago": [
    "ready",
    { startS: ago(180), readySinceS: ago(180), sampledS: ago(120), windowS: 60 },
  ],
  "started long ago and not ready any more": [
    "ready",
    { startS: ago(600), ready: false, readySinceS: ago(540) },
  ],
  "not ready any more after just the delay": [
    "ready",
    { startS: ago(600), ready: false, readySinceS: ago(590) },
  ],
  "without a sample it is missing, ready or not": [
    "missing",
    { cpuMilli: null, startS: ago(180), readySinceS: null },
  ],
  "pending is not ready, with or without a sample": ["unready", { phase: "Pending" }],
  "being deleted is ignored, pending or not": ["ignored", { deleting: true, phase: "Pending" }],
  "failed is ignored": ["ignored", { phase: "Failed" }],
};

for (const [name, [group, changes, metric = "cpu"]] of Object.entries(table))
  test(`${name}: ${group}`, () => {
    const groups = groupPods([pod(changes)], {
      usageOf: (one) => (metric === "cpu" ? one.cpuMilli : one.memoryMib),
      isCpu: metric === "cpu",
      flags,
      atS: nowS,
    });
    const none = { ready: 0, unready: 0, missing: 0, ignored: 0 };
    expect(countsOf(groups)).toEqual({ ...none, [group]: 1 });
  });
