import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { anyOf, seriesOf } from "#plinth/model/promql.ts";
import { toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Metric, Panel } from "#plinth/model/watched.ts";
import type { ServiceProps } from "./props.ts";

/** Where a program tells its figures, on its own port. */
export const metricsPath = "/metrics";

/**
 * What a program calls the figures that it has: Prometheus' usual names, in its base units. Whatever
 * else is collected is the name of a metric itself.
 * https://prometheus.io/docs/practices/naming/
 */
export const requests = "http_requests_total";
export const durations = "http_request_duration_seconds";
const inFlight = "http_requests_in_flight";
const connections = "http_active_connections";

const own = (name: string, ...labels: readonly string[]): Metric => ({
  name,
  labels,
  by: "itself",
});

const metricsOfFigure: Readonly<Record<string, readonly Metric[]>> = {
  rate: [own(requests, "route", "status")],
  errors: [own(requests, "route", "status")],
  latency: [own(`${durations}_bucket`, "route", "le"), own(`${durations}_count`, "route")],
  connections: [own(connections), own(inFlight)],
};

/** The metrics of a service for the figures that are collected of it, each once. */
export const metricsOf = (figures: readonly string[]): readonly Metric[] => [
  ...new Map(
    figures
      .flatMap((figure) => metricsOfFigure[figure] ?? [own(figure)])
      .map((metric) => [metric.name, metric] as const),
  ).values(),
];

/** The labels that all series of a service have; Prometheus' operator gives them when it scrapes. */
export const ownLabels = (node: Pick<Node, "name">, system: System) => ({
  namespace: namespaceOf(system),
  service: node.name,
});

/** The same, without what the kubelet and Prometheus ask for: that is not what callers see. */
export const callersLabels = (node: Node<ServiceProps>, system: System) => {
  const probed = Object.values(node.props.probes ?? {}).flatMap((probe) =>
    "http" in probe ? [probe.http] : [],
  );
  const route = { "!~": anyOf([...new Set([...probed, metricsPath])].sort()) };
  return { ...ownLabels(node, system), route };
};

const span = "[$__rate_interval]";

const percentile = (share: number, bucket: string) => ({
  expr: `histogram_quantile(${share}, sum by (le) (rate(${bucket}${span})))`,
  legend: `p${share * 100}`,
});

const other = (metric: string, labels: ReturnType<typeof ownLabels>): Panel => {
  const one = seriesOf(metric, labels);
  const isCounter = metric.endsWith("_total");
  return {
    title: metric,
    unit: isCounter ? "per second" : "count",
    lines: [
      { expr: `sum by (pod) (${isCounter ? `rate(${one}${span})` : one})`, legend: "{{pod}}" },
    ],
  };
};

/** The promise of the slowest that a panel draws a line at, seconds. */
const slowest = (node: Node<unknown>, system: System): number | undefined => {
  const all = system.statements.flatMap((each) =>
    each.type === "objective" && each.phase === "current" && each.says.of?.ref === node.id
      ? (each.says.latency?.p99 ?? [])
      : [],
  );
  return all.length === 0 ? undefined : Math.min(...all.map((each) => toMs(each) / 1_000));
};

/** A panel for each figure that is collected. */
export const trafficPanels = (
  node: Node<ServiceProps>,
  system: System,
  figures: readonly string[],
): readonly Panel[] => {
  const mine = ownLabels(node, system);
  const callers = callersLabels(node, system);
  const all = seriesOf(requests, callers);
  const limit = slowest(node, system);
  const known: Readonly<Record<string, () => Panel>> = {
    rate: () => ({
      title: "Requests",
      says: "Without probes and scrapes.",
      unit: "requests/s",
      lines: [{ expr: `sum by (route) (rate(${all}${span}))`, legend: "{{route}}" }],
    }),
    errors: () => ({
      title: "Answers with 5xx",
      says: "Of all answers; what the balancer answers itself is in CloudWatch.",
      unit: "share",
      lines: [
        {
          expr: [
            `sum(rate(${seriesOf(requests, { ...callers, status: { "=~": "5.." } })}${span}))`,
            `/ sum(rate(${all}${span}))`,
          ].join("\n"),
          legend: "5xx",
        },
      ],
    }),
    latency: () => ({
      title: "Time to answer",
      says: "In the service, from the request's last header on.",
      unit: "seconds",
      lines: [0.5, 0.95, 0.99].map((share) =>
        percentile(share, seriesOf(`${durations}_bucket`, callers)),
      ),
      ...(limit !== undefined && { limit }),
    }),
    connections: () => ({
      title: "Connections",
      unit: "count",
      lines: [
        { expr: `sum by (pod) (${seriesOf(connections, mine)})`, legend: "open, {{pod}}" },
        { expr: `sum by (pod) (${seriesOf(inFlight, mine)})`, legend: "in flight, {{pod}}" },
      ],
    }),
  };
  const others = figures.filter((figure) => !(figure in known));
  return [
    ...Object.entries(known).flatMap(([figure, panel]) =>
      figures.includes(figure) ? panel() : [],
    ),
    ...others.map((metric) => other(metric, mine)),
  ];
};
