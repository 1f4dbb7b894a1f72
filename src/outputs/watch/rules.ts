import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { durationOf, toMs } from "#plinth/model/quantity.ts";
import type { System } from "#plinth/model/system.ts";
import type { Alert } from "#plinth/model/watched.ts";
import { clusterKinds } from "../cluster-folder.ts";
import { runbookOf, type Thing } from "./things.ts";

/** What somebody is told of an alert besides its name: for whom, how urgent, and what to do. */
const toldOf = (thing: Thing, alert: Alert, system: System) => {
  const { node } = thing;
  const runbook = runbookOf(thing, alert, system);
  return {
    labels: {
      namespace: namespaceOf(system),
      ...(!clusterKinds.has(node.kind) && { service: node.name }),
      ...alert.labels,
      severity: alert.severity,
    },
    annotations: { summary: alert.summary, ...(runbook && { runbook_url: runbook }) },
  };
};

/** All rules of a thing: what is computed ahead comes before what reads it. */
export const rulesOf = (thing: Thing, system: System) => ({
  groups: [
    {
      name: thing.name,
      interval: "1m",
      rules: [
        ...thing.recordings.map(({ record, expr, labels }) => ({ record, expr, labels })),
        ...thing.alerts.map((alert) => ({
          alert: alert.name,
          expr: alert.expr,
          ...(alert.for !== undefined && { for: durationOf(toMs(alert.for)) }),
          ...toldOf(thing, alert, system),
        })),
      ],
    },
  ],
});

type Case = Alert["fires"];

const testOf = (alert: Alert, verb: string, { when, series, at }: Case, expected: object[]) => ({
  name: `${alert.name} ${verb}: ${when}`,
  interval: "1m",
  input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
  alert_rule_test: [
    { eval_time: durationOf(toMs(at)), alertname: alert.name, exp_alerts: expected },
  ],
});

/** For each alert a case in which it fires, and one in which it does not, for `promtool test rules`. */
export const ruleTestsOf = (thing: Thing, system: System) => ({
  rule_files: ["rules.yaml"],
  evaluation_interval: "1m",
  tests: thing.alerts.flatMap((alert) => {
    const { labels, annotations } = toldOf(thing, alert, system);
    const expected = {
      exp_labels: { ...alert.fires.labels, ...labels },
      exp_annotations: annotations,
    };
    return [
      testOf(alert, "fires", alert.fires, [expected]),
      testOf(alert, "is silent", alert.silent, []),
    ];
  }),
});
