import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { seriesOf, tidy } from "#plinth/model/promql.ts";
import { toMib, toMilli } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Metric, Panel } from "#plinth/model/watched.ts";
import type { ServiceProps } from "./props.ts";
import { toldOf } from "./watch-told.ts";

const seconds = "container_cpu_usage_seconds_total";
const periods = "container_cpu_cfs_periods_total";
const throttled = "container_cpu_cfs_throttled_periods_total";
const workingSet = "container_memory_working_set_bytes";
const restarts = "kube_pod_container_status_restarts_total";
const available = "kube_deployment_status_replicas_available";
const wanted = "kube_deployment_spec_replicas";

/** What the panels on replicas read, besides what the alerts on them do. */
export const useMetrics: readonly Metric[] = [
  ...[seconds, periods, throttled, workingSet].map(
    (name) => ({ name, labels: ["namespace", "pod", "container"], by: "cadvisor" }) as const,
  ),
  { name: restarts, labels: ["namespace", "pod", "container"], by: "kube-state-metrics" },
];

const span = "[$__rate_interval]";

/** How many replicas there are, and what they use of what they may. */
export const usePanels = (node: Node<ServiceProps>, system: System): readonly Panel[] => {
  const { resources = {}, scale } = node.props;
  const cores = resources.cpu?.limit;
  const memory = resources.memory?.limit;
  const of = (metric: string) =>
    seriesOf(metric, { namespace: namespaceOf(system), container: node.name });
  const rate = (metric: string) => `sum by (pod) (rate(${of(metric)}${span}))`;
  const legend = "{{pod}}";
  return [
    {
      title: "Replicas",
      unit: "count",
      lines: [
        { expr: toldOf(wanted, "deployment", node, system).max, legend: "wanted" },
        { expr: toldOf(available, "deployment", node, system).max, legend: "available" },
      ],
      ...(scale && { limit: scale.max }),
    },
    {
      title: "Restarts within an hour",
      unit: "count",
      lines: [{ expr: `sum by (pod) (increase(${of(restarts)}[1h]))`, legend }],
    },
    {
      title: "Processor",
      unit: "cores",
      lines: [{ expr: rate(seconds), legend }],
      ...(cores !== undefined && { limit: tidy(toMilli(cores) / 1_000) }),
    },
    ...(cores === undefined
      ? []
      : [
          {
            title: "Held back by the limit of processor time",
            says: "Share of periods in which it had to wait.",
            unit: "share" as const,
            lines: [{ expr: `${rate(throttled)}\n/\n${rate(periods)}`, legend }],
          },
        ]),
    {
      title: "Memory",
      unit: "bytes",
      lines: [{ expr: `max by (pod) (${of(workingSet)})`, legend }],
      ...(memory !== undefined && { limit: toMib(memory) * 1024 ** 2 }),
    },
  ];
};
