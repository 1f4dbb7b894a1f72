import type {
  HpaDecision,
  Limit,
  MetricFailure,
  MetricProblem,
  MetricReading,
  PodCounts,
  Rate,
  Stabilization,
} from "./decision.ts";

/**
 * A decision as one sentence: `3 -> 7: cpu is at 210% of request, target 70%, and asks for 9; at
 * most 4 pods more in 15 s`.
 */
export function explain({ fromReplicas, replicas, why, metrics }: HpaDecision): string {
  const change =
    replicas === fromReplicas ? `stays at ${replicas}` : `${fromReplicas} -> ${replicas}`;
  switch (why.kind) {
    case "stopped":
      return "stays at 0: someone stopped it, and the autoscaler leaves it so";
    case "out-of-range": {
      const than = why.bound === "maxReplicas" ? "more than" : "fewer than";
      return `${change}: ${fromReplicas} is ${than} ${why.bound}`;
    }
    case "metrics-unknown": {
      const others =
        why.refused === undefined
          ? ""
          : `, and without it the others, which ask for ${why.refused}, may not scale down`;
      return `${change}: ${unknownText(why.failure)}${others}`;
    }
    case "metrics": {
      const unknown = metrics.filter((answer) => answer.kind === "failure").map(unknownText);
      return [
        `${change}: ${readingText(why.winner)}`,
        ...(why.stabilization ? [stabilizationText(why.stabilization)] : []),
        ...(why.limit ? [limitText(why.limit)] : []),
        ...unknown,
      ].join("; ");
    }
  }
}

function readingText(reading: MetricReading): string {
  const { metric, current, pods, replicas } = reading;
  const { target } = metric;
  const goal = target.type === "Utilization" ? target.percent : target.value;
  const at = `${metric.name} is at ${amountOf(current, reading)}, target ${quantityOf(goal, reading)}`;
  return `${at}${pods ? podsText(pods) : ""}${heldText(reading) ?? `, and asks for ${replicas}`}`;
}

function heldText({ held, assumedPods }: MetricReading): string | undefined {
  if (held === "direction") return ", and counting all of them in would turn it round";
  if (held === "tolerance")
    return assumedPods > 0 ? ", and close enough with all of them" : ", which is close enough";
  return undefined;
}

function podsText({ ready, unready, missing }: PodCounts): string {
  if (unready === 0 && missing === 0) return "";
  const parts = [`${ready} ready`];
  if (unready > 0) parts.push(`${unready} not ready`);
  if (missing > 0) parts.push(`${missing} not measured`);
  return ` (pods: ${parts.join(", ")})`;
}

/** `130% of request`, `51.5 MiB a pod`, `300 in all`. */
function amountOf(value: number, reading: MetricReading): string {
  const per = { Utilization: " of request", AverageValue: " a pod", Value: " in all" };
  return quantityOf(value, reading) + per[reading.metric.target.type];
}

function quantityOf(value: number, { metric }: MetricReading): string {
  const rounded = String(Math.round(value * 10) / 10);
  if (metric.target.type === "Utilization") return `${rounded}%`;
  if (metric.type !== "Resource") return rounded;
  return metric.name === "cpu" ? `${rounded}m` : `${rounded} MiB`;
}

const unknownText = ({ metric, problem }: MetricFailure): string =>
  `${metric.name} is unknown (${problemText(problem)})`;

function problemText(problem: MetricProblem): string {
  switch (problem.kind) {
    case "no-pods":
      return "there are no pods";
    case "no-ready-sample":
      return "no ready pod was measured";
    case "no-request":
      return `"${problem.pod}" requests none, so there is nothing to be a percentage of`;
    case "no-value":
      return "no value was read";
  }
}

const stabilizationText = ({ direction, windowS, replicas }: Stabilization): string => {
  const which = direction === "up" ? "lower" : "higher";
  return `held at ${replicas} by ${which} recommendations of the last ${windowS} s`;
};

function limitText(limit: Limit): string {
  switch (limit.reason) {
    case "TooFewReplicas":
      return `minReplicas is ${limit.replicas}`;
    case "TooManyReplicas":
      return `maxReplicas is ${limit.replicas}`;
    case "ScaleUpLimit":
      return rateText("up", limit.rate);
    case "ScaleDownLimit":
      return rateText("down", limit.rate);
  }
}

function rateText(direction: "up" | "down", rate: Rate): string {
  if (rate === "disabled") return `scaling ${direction} is disabled`;
  if (rate === "double-or-four") return "at most twice as many, or 4, at once";
  const amount = rate.type === "Pods" ? `${rate.value} pods` : `${rate.value}%`;
  return `at most ${amount} ${direction === "up" ? "more" : "fewer"} in ${rate.periodS} s`;
}
