import { type Fields, fieldsOf } from "../fields.ts";
import type {
  AverageValueTarget,
  HpaFlags,
  HpaMetric,
  HpaObservation,
  HpaSpec,
  PodSample,
  ScalingRules,
  ValueTarget,
} from "./types.ts";

/** A line of hpa-traces.ndjson: what Kubernetes' own controller saw, and what it decided. */
export interface HpaTrace {
  readonly name: string;
  readonly spec: HpaSpec;
  readonly flags: HpaFlags;
  readonly steps: readonly HpaTraceStep[];
}

export interface HpaTraceStep {
  readonly atS: number;
  readonly observation: HpaObservation;
  /** Replicas afterwards. */
  readonly want: number;
  /** By type, `True ReadyForNewScale` and the like; a type that is absent was never set. */
  readonly conditions: Readonly<Record<string, string>>;
}

/** @throws an Error whose sentence says what is wrong with the line. */
export function parseTrace(line: string): HpaTrace {
  const trace = fieldsOf(parseJson(line));
  const metrics = trace.objects("metrics").map(metricOf);
  const requests = {
    requestMilli: trace.number("requestMilli"),
    requestMib: trace.number("requestMib"),
  };
  return {
    name: trace.text("name"),
    spec: {
      minReplicas: trace.number("minReplicas"),
      maxReplicas: trace.number("maxReplicas"),
      metrics,
      ...(trace.has("scaleUp") && { scaleUp: rulesOf(trace.object("scaleUp")) }),
      ...(trace.has("scaleDown") && { scaleDown: rulesOf(trace.object("scaleDown")) }),
    },
    flags: {
      cpuInitializationPeriodS: trace.number("cpuInitializationPeriodS"),
      initialReadinessDelayS: trace.number("initialReadinessDelayS"),
      downscaleStabilizationS: trace.number("downscaleStabilizationS"),
      tolerance: trace.number("tolerance"),
    },
    steps: trace.objects("steps").map((step) => stepOf(step, metrics, requests)),
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error("it is not JSON", { cause });
  }
}

function metricOf(metric: Fields): HpaMetric {
  const name = metric.text("name");
  const average: AverageValueTarget | null = metric.has("averageValue")
    ? { type: "AverageValue", value: metric.number("averageValue") }
    : null;
  const total = (): ValueTarget => ({ type: "Value", value: metric.number("value") });
  switch (metric.oneOf("type", ["Resource", "Pods", "Object", "External"])) {
    case "Resource": {
      const target = average ?? {
        type: "Utilization",
        percent: metric.number("averageUtilization"),
      };
      return { type: "Resource", name: metric.oneOf("name", ["cpu", "memory"]), target };
    }
    case "Pods": {
      const value = metric.number("averageValue");
      return { type: "Pods", name, target: { type: "AverageValue", value } };
    }
    case "Object":
      return { type: "Object", name, target: average ?? total() };
    case "External":
      return { type: "External", name, target: average ?? total() };
  }
}

const rulesOf = (rules: Fields): ScalingRules => ({
  ...(rules.has("stabilizationS") && { stabilizationS: rules.number("stabilizationS") }),
  ...(rules.has("selectPolicy") && {
    selectPolicy: rules.oneOf("selectPolicy", ["Max", "Min", "Disabled"]),
  }),
  ...(rules.has("policies") && {
    policies: rules.objects("policies").map((policy) => ({
      type: policy.oneOf("type", ["Pods", "Percent"]),
      value: policy.number("value"),
      periodS: policy.number("periodS"),
    })),
  }),
  // A Kubernetes quantity, which is text.
  ...(rules.has("tolerance") && { tolerance: Number(rules.text("tolerance")) }),
});

type Requests = Pick<PodSample, "requestMilli" | "requestMib">;

function stepOf(step: Fields, metrics: readonly HpaMetric[], requests: Requests): HpaTraceStep {
  const pods = step.objects("pods").map((pod) => podOf(pod, requests));
  const conditions = step.object("conditions");
  return {
    atS: step.number("atS"),
    observation: {
      replicas: step.number("replicas"),
      statusReplicas: pods.length,
      pods,
      objects: step.has("object") ? byName(metrics, "Object", step.number("object")) : {},
      externals: step.has("external") ? byName(metrics, "External", step.numbers("external")) : {},
    },
    want: step.number("want"),
    conditions: Object.fromEntries(conditions.keys.map((type) => [type, conditions.text(type)])),
  };
}

/** A trace has one value of each type, whatever the metric's name. */
const byName = <T>(metrics: readonly HpaMetric[], type: HpaMetric["type"], value: T) =>
  Object.fromEntries(
    metrics.filter((metric) => metric.type === type).map((metric) => [metric.name, value]),
  );

function podOf(pod: Fields, requests: Requests): PodSample {
  const rps = pod.numberOrNull("rps");
  return {
    name: pod.text("name"),
    phase: pod.oneOf("phase", ["Pending", "Running", "Succeeded", "Failed", "Unknown"]),
    deleting: pod.has("deleting") && pod.flag("deleting"),
    startS: pod.numberOrNull("startS"),
    ready: pod.flag("ready"),
    readySinceS: pod.numberOrNull("readySinceS"),
    ...requests,
    cpuMilli: pod.numberOrNull("cpuMilli"),
    memoryMib: pod.numberOrNull("memoryMib"),
    custom: rps === null ? {} : { rps },
    sampledS: pod.number("sampledS"),
    windowS: pod.number("windowS"),
  };
}
