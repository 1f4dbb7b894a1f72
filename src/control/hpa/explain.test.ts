import { expect, test } from "bun:test";
import { decide, hpaStart } from "./decide.ts";
import { explain } from "./explain.ts";
import { nowS, pod, podsAt, see, specOf } from "./testing.ts";
import type { HpaMetric, HpaObservation, HpaSpec } from "./types.ts";

const say = (spec: HpaSpec, observation: HpaObservation): string =>
  explain(decide({ spec, observation, state: hpaStart, atS: nowS }));

const memory: HpaMetric = {
  type: "Resource",
  name: "memory",
  target: { type: "AverageValue", value: 40 },
};
const queue: HpaMetric = { type: "External", name: "queue", target: { type: "Value", value: 40 } };
const fourIn15S = { policies: [{ type: "Pods", value: 4, periodS: 15 }] } as const;
const halfIn300S = {
  stabilizationS: 0,
  policies: [{ type: "Percent", value: 50, periodS: 300 }],
} as const;

test("a change names the metric that won, where it is, its target and what it asked for", () => {
  expect(say(specOf(), see(podsAt([70, 70])))).toBe(
    "2 -> 3: cpu is at 70% of request, target 50%, and asks for 3",
  );
  const spec = specOf({ metrics: [...specOf().metrics, memory] });
  expect(say(spec, see([pod({ memoryMib: 60.26 })]))).toBe(
    "1 -> 2: memory is at 60.3 MiB a pod, target 40 MiB, and asks for 2",
  );
});

test("what held the change back is named", () => {
  expect(say(specOf(), see(podsAt([53, 53])))).toBe(
    "stays at 2: cpu is at 53% of request, target 50%, which is close enough",
  );
  expect(say(specOf({ maxReplicas: 3 }), see(podsAt([170, 170])))).toBe(
    "2 -> 3: cpu is at 170% of request, target 50%, and asks for 7; maxReplicas is 3",
  );
  expect(say(specOf({ scaleUp: fourIn15S }), see(podsAt([400, 400])))).toBe(
    "2 -> 6: cpu is at 400% of request, target 50%, and asks for 16; at most 4 pods more in 15 s",
  );
  expect(say(specOf({ scaleDown: halfIn300S }), see(podsAt([5, 5, 5, 5])))).toBe(
    "4 -> 2: cpu is at 5% of request, target 50%, and asks for 1; at most 50% fewer in 300 s",
  );
  expect(say(specOf(), see(podsAt([5, 5, 5, 5])))).toBe(
    "stays at 4: cpu is at 5% of request, target 50%, and asks for 1; " +
      "held at 4 by higher recommendations of the last 300 s",
  );
  expect(say(specOf(), see(podsAt([400, 400, 400])))).toBe(
    "3 -> 6: cpu is at 400% of request, target 50%, and asks for 24; " +
      "at most twice as many, or 4, at once",
  );
  expect(say(specOf({ scaleUp: { selectPolicy: "Disabled" } }), see(podsAt([400])))).toBe(
    "stays at 1: cpu is at 400% of request, target 50%, and asks for 8; scaling up is disabled",
  );
});

test("pods that are not measured or not ready are counted out loud", () => {
  const starting = pod({ ready: false, startS: nowS - 10, readySinceS: nowS - 10 });
  expect(say(specOf(), see([pod({ cpuMilli: 90 }), starting, pod({ cpuMilli: null })]))).toBe(
    "stays at 3: cpu is at 90% of request, target 50% " +
      "(pods: 1 ready, 1 not ready, 1 not measured), and counting all of them in would turn it round",
  );
});

test("what is unknown says so, also when another metric decided", () => {
  const spec = specOf({ metrics: [...specOf().metrics, queue] });
  expect(say(spec, see(podsAt([70])))).toBe(
    "1 -> 2: cpu is at 70% of request, target 50%, and asks for 2; " +
      "queue is unknown (no value was read)",
  );
  expect(say(spec, see(podsAt([5, 5])))).toBe(
    "stays at 2: queue is unknown (no value was read), " +
      "and without it the others, which ask for 1, may not scale down",
  );
  expect(say(specOf(), see([pod({ requestMilli: null })]))).toBe(
    'stays at 1: cpu is unknown ("web" requests none, so there is nothing to be a percentage of)',
  );
});

test("a number outside the bounds is brought back, whatever the metrics say", () => {
  expect(say(specOf({ maxReplicas: 2 }), see(podsAt([5, 5, 5])))).toBe(
    "3 -> 2: 3 is more than maxReplicas",
  );
  expect(say(specOf({ minReplicas: 2 }), see(podsAt([5])))).toBe(
    "1 -> 2: 1 is fewer than minReplicas",
  );
  expect(say(specOf(), see([], { replicas: 0 }))).toBe(
    "stays at 0: someone stopped it, and the autoscaler leaves it so",
  );
});
