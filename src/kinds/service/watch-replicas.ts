import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { gauge, seriesOf } from "#plinth/model/promql.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Alert, Metric } from "#plinth/model/watched.ts";
import type { ServiceProps } from "./props.ts";
import { looksAt, toldOf } from "./watch-told.ts";
import { ownLabels } from "./watch-traffic.ts";

const available = "kube_deployment_status_replicas_available";
const wanted = "kube_deployment_spec_replicas";
const waiting = "kube_pod_container_status_waiting_reason";

/** What the alerts on replicas read. */
export const replicaMetrics: readonly Metric[] = [
  { name: "up", labels: [], by: "prometheus" },
  { name: available, labels: ["namespace", "deployment"], by: "kube-state-metrics" },
  { name: wanted, labels: ["namespace", "deployment"], by: "kube-state-metrics" },
  {
    name: waiting,
    labels: ["namespace", "pod", "container", "reason"],
    by: "kube-state-metrics",
  },
];

const silence = (node: Node<unknown>, system: System): Alert => {
  const up = ownLabels(node, system);
  const { pods, describe } = looksAt(node, system);
  const first = seriesOf("up", { ...up, pod: `${node.name}-1` });
  const second = seriesOf("up", { ...up, pod: `${node.name}-2` });
  return {
    name: "NothingAnswers",
    expr: `absent(${seriesOf("up", up)} == 1)`,
    for: "5m",
    severity: "page",
    summary: `No replica of "${node.name}" answers when Prometheus asks: it is down, or cannot be seen.`,
    steps: [pods, describe, "All well? Then Prometheus is kept from it: look at its targets."],
    fires: {
      when: "no replica answers for ten minutes",
      series: { [first]: gauge(0, 10), [second]: gauge(0, 10) },
      at: "10m",
    },
    silent: {
      when: "one of two answers",
      series: { [first]: gauge(0, 10), [second]: gauge(1, 10) },
      at: "10m",
    },
  };
};

const missing = (node: Node<unknown>, system: System): Alert => {
  const has = toldOf(available, "deployment", node, system);
  const wants = toldOf(wanted, "deployment", node, system);
  const { pods, describe, logs } = looksAt(node, system);
  return {
    name: "ReplicasMissing",
    expr: `${has.max}\n<\n${wants.max}`,
    for: "15m",
    severity: "ticket",
    summary: `"${node.name}" has had fewer replicas than it should for a quarter of an hour.`,
    steps: [pods, describe, logs],
    fires: {
      when: "two of three replicas are available for twenty minutes",
      series: { [has.series]: gauge(2, 20), [wants.series]: gauge(3, 20) },
      at: "20m",
      labels: { deployment: node.name },
    },
    silent: {
      when: "one was missing for five minutes and is there again",
      series: { [has.series]: `${gauge(2, 5)} ${gauge(3, 14)}`, [wants.series]: gauge(3, 20) },
      at: "20m",
    },
  };
};

const tooFew = (node: Node<ServiceProps>, system: System): readonly Alert[] => {
  const { disruption } = node.props;
  if (!disruption || !("minAvailable" in disruption)) return [];
  const least = disruption.minAvailable;
  const has = toldOf(available, "deployment", node, system);
  const { pods, describe, logs } = looksAt(node, system);
  return [
    {
      name: "TooFewReplicas",
      expr: `${has.max} < ${least}`,
      for: "5m",
      severity: "page",
      summary: `"${node.name}" has fewer than the ${least} replicas that it is to have at all times.`,
      steps: [pods, describe, logs],
      fires: {
        when: `${least - 1} for ten minutes`,
        series: { [has.series]: gauge(least - 1, 10) },
        at: "10m",
        labels: { deployment: node.name },
      },
      silent: {
        when: `${least} for ten minutes`,
        series: { [has.series]: gauge(least, 10) },
        at: "10m",
      },
    },
  ];
};

const crashing = (node: Node<unknown>, system: System): Alert => {
  const labels = { namespace: namespaceOf(system), container: node.name };
  const reason = "CrashLoopBackOff";
  const told = seriesOf(waiting, { ...labels, reason });
  const pod = `${node.name}-1`;
  const series = seriesOf(waiting, { ...labels, pod, reason });
  const { logs, describe } = looksAt(node, system);
  return {
    name: "CrashLooping",
    // The reason comes and goes with each attempt.
    expr: `max by (namespace, pod) (max_over_time(${told}[5m])) >= 1`,
    for: "15m",
    severity: "ticket",
    summary: `A replica of "${node.name}" ends as soon as it has started, over and over.`,
    steps: [
      logs,
      describe,
      "Ended by the kernel for its memory (OOMKilled)? Then raise its limit.",
    ],
    fires: {
      when: "it waits to be started again, on and off, for half an hour",
      series: { [series]: Array(6).fill("1 1 1 _ _").join(" ") },
      at: "29m",
      labels: { pod },
    },
    silent: {
      when: "it did for three minutes and has run since",
      series: { [series]: `1 1 1 ${Array(27).fill("_").join(" ")}` },
      at: "29m",
    },
  };
};

/** Whether there are as many replicas as there should be, and whether they run. */
export const replicaAlerts = (node: Node<ServiceProps>, system: System): readonly Alert[] => [
  silence(node, system),
  ...tooFew(node, system),
  missing(node, system),
  crashing(node, system),
];
