import { type Duration, durationOf, toMs } from "#plinth/model/quantity.ts";
import { isRef } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Alert, Watched } from "#plinth/model/watched.ts";
import { anchorOf, headingOf, type Thing, watchedOn } from "../watch/things.ts";
import { code, section } from "./markdown.ts";

const lasting = (duration: Duration): string => durationOf(toMs(duration));

const rowOf = (thing: Thing, alert: Alert): readonly string[] => [
  `[${headingOf(thing, alert)}](alerts.md#${anchorOf(thing, alert)})`,
  alert.severity,
  alert.for === undefined ? "at once" : lasting(alert.for),
  alert.summary,
];

/** An alarm, as the provider keeps it. */
const alarmRow = ({ name, props }: Node): readonly string[] => [
  name,
  String(props.severity ?? "page"),
  String(props.for),
  `${props.metric} of ${isRef(props.of) ? code(props.of.ref) : "it"} above ${props.above} (CloudWatch).`,
];

/** Of what somebody is told, by Prometheus and by the provider. */
export const alerts = (system: System): readonly string[] =>
  section(
    "Of what somebody is told",
    ["alert", "severity", "after", "says"],
    [
      ...[...system.nodes.values()]
        .filter(({ kind, phase }) => kind === "alarm" && phase === "current")
        .map(alarmRow),
      ...[...watchedOn(system).values()]
        .flat()
        .flatMap((thing) => thing.alerts.map((alert) => rowOf(thing, alert))),
    ],
  );

const panelRows = ({ node, rows }: Thing): readonly (readonly string[])[] =>
  rows.map(({ title, panels }) => [
    code(node.id),
    title,
    panels.map((panel) => `${panel.title} (${panel.unit})`).join(", "),
  ]);

/** What the dashboards show. */
export const panels = (system: System): readonly string[] =>
  section(
    "What the dashboards show",
    ["of", "row", "panels"],
    [...watchedOn(system).values()].flat().flatMap(panelRows),
  );

const alertLines = (thing: Thing, alert: Alert): readonly string[] => [
  "",
  `## ${headingOf(thing, alert)}`,
  "",
  alert.summary,
  "",
  `A ${alert.severity}, when this holds${alert.for ? ` for ${lasting(alert.for)}` : ""}:`,
  "",
  "```promql",
  alert.expr,
  "```",
  "",
  ...alert.steps.map((step, index) => `${index + 1}. ${step}`),
];

const sourceOf: Readonly<Record<Watched["metrics"][number]["by"], string>> = {
  itself: "the program",
  prometheus: "Prometheus, for each that it scrapes",
  "kube-state-metrics": "kube-state-metrics (as of 2.20)",
  cadvisor: "the kubelet's cAdvisor",
};

/** A page of what to do about each alert, and who has to tell what they read. */
export const alertPage = (system: System): string | undefined => {
  const things = [...watchedOn(system).values()].flat();
  if (things.length === 0) return undefined;
  const metrics = new Map(
    things.flatMap((thing) => thing.metrics.map((metric) => [metric.name, metric] as const)),
  );
  return [
    `# ${system.name}: what to do about alerts`,
    "",
    "Written from the model. Alerts of CloudWatch are on the [architecture page](architecture.md).",
    ...things.flatMap((thing) => thing.alerts.flatMap((alert) => alertLines(thing, alert))),
    ...section(
      "What has to be measured",
      ["metric", "labels that are read", "told by"],
      [...metrics.values()].map(({ name, labels, by }) => [
        code(name),
        labels.map(code).join(", "),
        sourceOf[by],
      ]),
    ),
    "",
  ].join("\n");
};
