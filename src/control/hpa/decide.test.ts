import { describe, expect, test } from "bun:test";
import { decide, hpaStart } from "./decide.ts";
import type { HpaState } from "./decision.ts";
import { nowS, pod, podsAt, see, specOf } from "./testing.ts";
import type { HpaObservation, HpaSpec } from "./types.ts";

const ask = (spec: HpaSpec, observation: HpaObservation, state: HpaState = hpaStart, atS = nowS) =>
  decide({ spec, observation, state, atS });

/** Up at once, down at once: what a metric asks for is what one gets. */
const eager = {
  scaleUp: { policies: [{ type: "Pods", value: 1000, periodS: 1 }] },
  scaleDown: { stabilizationS: 0 },
} as const satisfies Partial<HpaSpec>;

describe("scaling down without behaviour", () => {
  test("waits until the last higher recommendation is more than 300 s old", () => {
    const idle = see(podsAt([1, 1, 1, 1]));
    let { next, replicas } = ask(specOf(), idle);
    for (let lookS = 15; lookS <= 300; lookS += 15) {
      expect(replicas).toBe(4);
      ({ next, replicas } = ask(specOf(), idle, next, nowS + lookS));
    }
    expect(replicas).toBe(4);
    expect(ask(specOf(), idle, next, nowS + 315).replicas).toBe(1);
  });
});

describe("what the traces do not hold", () => {
  test("a pod without a request makes utilisation unknown, and nothing changes", () => {
    const pods = [...podsAt([400, 400]), pod({ name: "odd", requestMilli: null })];
    const decision = ask(specOf(), see(pods));
    expect(decision.replicas).toBe(3);
    expect(decision.why).toMatchObject({
      kind: "metrics-unknown",
      failure: { problem: { kind: "no-request", pod: "odd" } },
    });
    expect(decision.conditions.ScalingActive).toMatchObject({
      status: "False",
      reason: "FailedGetResourceMetric",
    });
  });

  test("requests of nothing are no request", () => {
    const decision = ask(specOf(), see([pod({ requestMilli: 0 }), pod({ requestMilli: 0 })]));
    expect(decision.metrics[0]).toMatchObject({ problem: { kind: "no-request", pod: "web" } });
  });

  test("a sample that is not a number is no sample", () => {
    const decision = ask(specOf(), see([pod({ cpuMilli: Number.NaN }), pod({ cpuMilli: 200 })]));
    expect(decision.metrics[0]).toMatchObject({ pods: { ready: 1, missing: 1 } });
  });

  test("a pod without a sample counts at the target when that is over 100 %", () => {
    // k8s@v1.36.2 replica_calculator_test.go TestReplicaCalcMissingMetricsScaleDownTargetOver100.
    const pods = [
      pod({ requestMilli: 1000, cpuMilli: 200, ready: false, startS: nowS - 10 }),
      pod({ requestMilli: 1000, cpuMilli: 100 }),
      pod({ requestMilli: 2000, cpuMilli: 100 }),
      pod({ requestMilli: 2000, cpuMilli: null }),
    ];
    const metrics = [
      { type: "Resource", name: "cpu", target: { type: "Utilization", percent: 300 } },
    ] as const;
    const decision = ask(specOf({ ...eager, metrics }), see(pods));
    expect(decision.metrics[0]).toMatchObject({ current: 6, replicas: 2, assumedPods: 1 });
  });

  test("memory is compared to the byte", () => {
    const metrics = [
      { type: "Resource", name: "memory", target: { type: "AverageValue", value: 100 } },
    ] as const;
    const exact = { ...eager.scaleUp, tolerance: 0 };
    const spec = specOf({ ...eager, scaleUp: exact, metrics });
    const oneByteMib = 1 / 1024 / 1024;
    expect(ask(spec, see([pod({ memoryMib: 100 })])).replicas).toBe(1);
    expect(ask(spec, see([pod({ memoryMib: 100 + oneByteMib })])).replicas).toBe(2);
  });

  test("without metrics, cpu is held at 80 % of request", () => {
    const decision = ask(specOf({ ...eager, metrics: [] }), see(podsAt([160])));
    expect(decision.replicas).toBe(2);
  });

  test("of metrics that ask for the same, the first is said to have won", () => {
    const memory = { type: "Utilization", percent: 50 } as const;
    const metrics: HpaSpec["metrics"] = [
      ...specOf().metrics,
      { type: "Resource", name: "memory", target: memory },
    ];
    const decision = ask(specOf({ metrics }), see([pod()]));
    expect(decision.why).toMatchObject({ winner: { metric: { name: "cpu" } } });
  });

  test("a workload at 0 is left alone, and says why", () => {
    const decision = ask(specOf(), see([], { replicas: 0 }));
    expect(decision.replicas).toBe(0);
    expect(decision.conditions.ScalingActive).toMatchObject({ reason: "ScalingDisabled" });
  });

  test("a number by object works while no pod is there yet", () => {
    const perPod = { type: "AverageValue", value: 10 } as const;
    const inAll = { type: "Value", value: 10 } as const;
    const none = { replicas: 1, statusReplicas: 0, objects: { queue: 40 } };
    const specWith = (target: typeof perPod | typeof inAll) =>
      specOf({ ...eager, metrics: [{ type: "Object", name: "queue", target }] });
    const noPods = ask(specWith(perPod), see([], none));
    expect(noPods.replicas).toBe(4);
    expect(noPods.metrics[0]).toMatchObject({ current: 40 });
    const twoPods = see(podsAt([1, 1]), { objects: { queue: 40 } });
    expect(ask(specWith(perPod), twoPods).metrics[0]).toMatchObject({ current: 20, replicas: 4 });
    expect(ask(specWith(inAll), see([], none)).metrics[0]).toMatchObject({
      problem: { kind: "no-pods" },
    });
  });

  test("a condition keeps the time since which its status holds", () => {
    const calm = ask(specOf(), see(podsAt([50, 50])));
    const busy = ask(specOf(), see(podsAt([400, 400])), calm.next, nowS + 15);
    const blind = ask(specOf(), see([pod({ cpuMilli: null })]), busy.next, nowS + 30);
    expect(busy.conditions.AbleToScale).toEqual({
      status: "True",
      reason: "SucceededRescale",
      sinceS: nowS,
    });
    expect(busy.conditions.ScalingLimited).toMatchObject({ status: "True", sinceS: nowS + 15 });
    expect(blind.conditions.ScalingActive).toMatchObject({ status: "False", sinceS: nowS + 30 });
    expect(blind.conditions.ScalingLimited).toEqual(busy.conditions.ScalingLimited);
  });
});
