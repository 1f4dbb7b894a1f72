import type { AlarmProps } from "#plinth/kinds/alarm/index.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import { perSystem } from "#plinth/model/per-system.ts";
import { gauge } from "#plinth/model/promql.ts";
import { durationOf, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Alert, Metric } from "#plinth/model/watched.ts";
import type { ServiceProps } from "./props.ts";
import { looksAt, toldOf } from "./watch-told.ts";

const desired = "kube_horizontalpodautoscaler_status_desired_replicas";
const most = "kube_horizontalpodautoscaler_spec_max_replicas";
const mayGo = "kube_poddisruptionbudget_status_pod_disruptions_allowed";
const budgeted = "kube_poddisruptionbudget_status_expected_pods";

/** What the alerts on room read. */
export const roomMetrics = ({ props }: Node<ServiceProps>): readonly Metric[] => {
  const told = (label: string) => (name: string) =>
    ({ name, labels: ["namespace", label], by: "kube-state-metrics" }) as const;
  return [
    ...(props.scale ? [desired, most].map(told("horizontalpodautoscaler")) : []),
    ...(props.disruption ? [mayGo, budgeted].map(told("poddisruptionbudget")) : []),
  ];
};

/** Alarms on the same, by the id of what they are of. */
const alarms = perSystem(
  (system) =>
    new Map(
      nodesOf(system, "alarm")
        .filter(({ phase, props }) => phase === "current" && props.metric === "at-max-replicas")
        .map(({ props }) => props as object as AlarmProps)
        .map((props) => [props.of.ref, props] as const),
    ),
);

const atMaximum = (node: Node<ServiceProps>, system: System): readonly Alert[] => {
  const { scale } = node.props;
  if (!scale || scale.min === scale.max) return [];
  // It says how long that may last, and how bad it is.
  const alarm = alarms(system).get(node.id);
  const lasts = alarm?.for ?? "15m";
  const minutes = Math.ceil(toMs(lasts) / 60_000) + 1;
  const at = durationOf(minutes * 60_000);
  const label = "horizontalpodautoscaler";
  const [wants, limit] = [toldOf(desired, label, node, system), toldOf(most, label, node, system)];
  return [
    {
      name: "AutoscalerAtMaximum",
      expr: `${wants.max}\n>=\n${limit.max}`,
      for: lasts,
      severity: alarm ? (alarm.severity ?? "page") : "ticket",
      summary:
        `"${node.name}" has had its most replicas (${scale.max}) for ${lasts}: ` +
        "more load would find no more.",
      steps: [
        "Is it load or a loop? Compare requests and processor time in the dashboard.",
        `If it is load, raise \`scale.max\`, and see that the machines have room: \`plinth check\`.`,
      ],
      fires: {
        when: `it wants all ${scale.max} all the time`,
        series: {
          [wants.series]: gauge(scale.max, minutes),
          [limit.series]: gauge(scale.max, minutes),
        },
        at,
        labels: { [label]: node.name },
      },
      silent: {
        when: `it wants one less than ${scale.max}`,
        series: {
          [wants.series]: gauge(scale.max - 1, minutes),
          [limit.series]: gauge(scale.max, minutes),
        },
        at,
      },
    },
  ];
};

const drainsBlocked = (node: Node<ServiceProps>, system: System): readonly Alert[] => {
  if (!node.props.disruption) return [];
  const label = "poddisruptionbudget";
  const [free, expected] = [
    toldOf(mayGo, label, node, system),
    toldOf(budgeted, label, node, system),
  ];
  const { pods, drains } = looksAt(node, system);
  return [
    {
      name: "DrainsBlocked",
      expr: `${free.max} == 0\nand\n${expected.max} > 0`,
      for: "1h",
      severity: "ticket",
      summary:
        `No replica of "${node.name}" may go: ` +
        "machines under it cannot be drained, renewed or removed.",
      steps: [
        drains,
        pods,
        "Is it at its fewest replicas, and do they have to be all there? Then its budget is too strict.",
      ],
      fires: {
        when: "none of two may go for more than an hour",
        series: { [free.series]: gauge(0, 61), [expected.series]: gauge(2, 61) },
        at: "61m",
        labels: { [label]: node.name },
      },
      silent: {
        when: "none may go for half an hour of a rollout, and then one",
        series: {
          [free.series]: `${gauge(0, 30)} ${gauge(1, 30)}`,
          [expected.series]: gauge(2, 61),
        },
        at: "61m",
      },
    },
  ];
};

/** Whether there is room to grow, and for machines to come and go. */
export const roomAlerts = (node: Node<ServiceProps>, system: System): readonly Alert[] => [
  ...atMaximum(node, system),
  ...drainsBlocked(node, system),
];
