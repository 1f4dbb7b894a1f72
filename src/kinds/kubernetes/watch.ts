import { collectedOf } from "#plinth/kinds/monitoring/collected.ts";
import { nodesIn } from "#plinth/model/lookup.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { gauge, seriesOf } from "#plinth/model/promql.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Alert, Watched } from "#plinth/model/watched.ts";

const condition = "kube_node_status_condition";
const unschedulable = "kube_pod_status_unschedulable";
const replicas = "kube_deployment_spec_replicas";

const isReady = { condition: "Ready", status: "true" };

const machineNotReady: Alert = {
  name: "MachineNotReady",
  expr: `max by (node) (${seriesOf(condition, isReady)}) == 0`,
  for: "15m",
  severity: "ticket",
  summary: "A machine has not been ready for a quarter of an hour, and nothing has replaced it.",
  steps: [
    "Which one, and why? `kubectl describe nodes`",
    "Does it not come back? `kubectl drain NODE --ignore-daemonsets --delete-emptydir-data`",
    "Then end it: its group makes another.",
  ],
  fires: {
    when: "a machine is not ready for twenty minutes",
    series: { [seriesOf(condition, { node: "a", ...isReady })]: gauge(0, 20) },
    at: "20m",
    labels: { node: "a" },
  },
  silent: {
    when: "it was not ready for five minutes and is gone",
    series: {
      [seriesOf(condition, { node: "a", ...isReady })]: `${gauge(0, 5)} stale`,
      [seriesOf(condition, { node: "b", ...isReady })]: gauge(1, 20),
    },
    at: "20m",
  },
};

const podWithoutMachine = (namespace: string): Alert => {
  const pod = seriesOf(unschedulable, { namespace, pod: "web-1" });
  return {
    name: "PodWithoutMachine",
    expr: `max by (namespace, pod) (${seriesOf(unschedulable, { namespace })}) == 1`,
    for: "15m",
    severity: "ticket",
    summary:
      "A replica has waited for a machine for a quarter of an hour: there is no room for it.",
    steps: [
      `What does it lack? \`kubectl -n ${namespace} get events --field-selector reason=FailedScheduling\``,
      "Are the machines at their most? Raise `max` of the group, or ask for less.",
      "Why does the node autoscaler add none? `kubectl -n kube-system logs deployment/cluster-autoscaler`",
    ],
    fires: {
      when: "it cannot be placed for twenty minutes",
      series: { [pod]: gauge(1, 20) },
      at: "20m",
      labels: { pod: "web-1" },
    },
    silent: {
      when: "it waits five minutes for a new machine",
      series: { [pod]: `${gauge(1, 5)} stale` },
      at: "20m",
    },
  };
};

const clusterNotSeen = (namespace: string): Alert => {
  const told = seriesOf(replicas, { namespace, deployment: "web" });
  return {
    name: "ClusterNotSeen",
    expr: `absent(${seriesOf(replicas, { namespace })})`,
    for: "15m",
    severity: "ticket",
    summary:
      "kube-state-metrics tells nothing of this namespace: alerts on replicas and machines are blind.",
    steps: [
      "Does it run? `kubectl get pods -A -l app.kubernetes.io/name=kube-state-metrics`",
      "Is it scraped with the labels that it gives itself (`honorLabels: true`)?",
    ],
    fires: { when: "it tells nothing for twenty minutes", series: {}, at: "20m" },
    silent: {
      when: "it tells of one deployment",
      series: { [told]: gauge(3, 20) },
      at: "20m",
    },
  };
};

/** A cluster on which somebody collects a service's figures: its machines, and room for replicas. */
export const watch = (node: Node<unknown>, system: System): Watched | undefined => {
  const isWatched = nodesIn(system, node).some((each) => collectedOf(each, system).length > 0);
  if (!isWatched) return undefined;
  const namespace = namespaceOf(system);
  const told = (name: string, ...labels: readonly string[]) =>
    ({ name, labels, by: "kube-state-metrics" }) as const;
  return {
    metrics: [
      told(condition, "node", "condition", "status"),
      told(unschedulable, "namespace", "pod"),
      told(replicas, "namespace", "deployment"),
    ],
    recordings: [],
    alerts: [machineNotReady, podWithoutMachine(namespace), clusterNotSeen(namespace)],
    rows: [
      {
        title: "Machines",
        panels: [
          {
            title: "Machines that are ready",
            unit: "count",
            lines: [
              { expr: `sum(max by (node) (${seriesOf(condition, isReady)}))`, legend: "ready" },
            ],
          },
          {
            title: "Replicas without a machine",
            unit: "count",
            lines: [
              {
                expr: `sum(max by (pod) (${seriesOf(unschedulable, { namespace })}))`,
                legend: "waiting",
              },
            ],
          },
        ],
      },
    ],
  };
};
