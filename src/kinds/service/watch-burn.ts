import { gauge, seriesOf, tidy } from "#plinth/model/promql.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Alert, Panel, Recording } from "#plinth/model/watched.ts";
import type { Promised } from "./watch-promises.ts";
import { ownLabels } from "./watch-traffic.ts";

/**
 * When spending an error budget is worth telling: the share of it that may be gone in the long
 * span. The short span ends the alert soon after the errors have ended.
 * https://sre.google/workbook/alerting-on-slos/ (chapter 5, "Multiwindow, Multi-Burn-Rate Alerts")
 */
const burns = [
  { severity: "page", spent: 0.02, long: "1h", short: "5m" },
  { severity: "page", spent: 0.05, long: "6h", short: "30m" },
  { severity: "ticket", spent: 0.1, long: "3d", short: "6h" },
] as const;

interface Burn {
  readonly severity: "page" | "ticket";
  readonly long: Duration;
  readonly short: Duration;
  /** How many times as fast as it may the budget is spent. */
  readonly factor: number;
}

/**
 * Those that mean something: in less time than the budget is for, and of fewer answers than all. A
 * pace that the budget allows is never told; one just above it, of a short budget, can wait.
 */
const burnsOf = ({ over, budget }: Promised): readonly Burn[] =>
  burns
    .map(({ severity, spent, long, short }): Burn => {
      const factor = tidy((spent * toMs(over)) / toMs(long));
      return factor < 1
        ? { severity: "ticket", long, short, factor: 1 }
        : { severity, long, short, factor };
    })
    .filter(({ long, factor }) => toMs(long) < toMs(over) && factor * budget < 1);

const record = "service_objective:bad_requests:ratio_rate";

const labelsOf = (promised: Promised, node: Node<unknown>, system: System) => ({
  ...ownLabels(node, system),
  objective: promised.id,
});

/** The share of bad answers in each span that an alert reads. */
export const burnRecordings = (
  promised: Promised,
  node: Node<unknown>,
  system: System,
): readonly Recording[] =>
  [...new Set(burnsOf(promised).flatMap(({ short, long }) => [short, long]))]
    .sort((a, b) => toMs(a) - toMs(b))
    .map((span) => ({
      record: record + span,
      expr: promised.badShare(span),
      labels: labelsOf(promised, node, system),
    }));

/** A share well above the limit that is still a share. */
const above = (limit: number): number => Math.min(2 * limit, (1 + limit) / 2);

const texts = {
  page: {
    name: "ErrorBudgetBurnsFast",
    fires: { hours: 1, when: "an hour of too many bad answers" },
    silent: (): readonly (readonly [number, number])[] => [
      [1, 10],
      [0, 50],
    ],
    silentWhen: "ten minutes of bad answers only, which ended fifty minutes ago",
  },
  ticket: {
    name: "ErrorBudgetBurnsSlowly",
    fires: { hours: 2, when: "two hours in which more answers are bad than may be" },
    silent: (budget: number): readonly (readonly [number, number])[] => [[budget / 2, 120]],
    silentWhen: "two hours in which half as many answers are bad as may be",
  },
} as const;

const alertOf = (
  promised: Promised,
  severity: "page" | "ticket",
  node: Node<unknown>,
  system: System,
): readonly Alert[] => {
  const mine = burnsOf(promised).filter((burn) => burn.severity === severity);
  if (mine.length === 0) return [];
  const { name, fires, silent, silentWhen } = texts[severity];
  const labels = labelsOf(promised, node, system);
  const tooMuch = (span: string, factor: number): string =>
    `${seriesOf(record + span, labels)} > ${tidy(factor * promised.budget)}`;
  const limit = Math.max(...mine.map(({ factor }) => factor * promised.budget));
  const least = Math.min(...mine.map(({ factor }) => factor));
  const at = `${fires.hours}h` as const;
  const kubectl = `kubectl -n ${labels.namespace}`;
  const [rollout, deployment] = [`${kubectl} rollout`, `deployment/${node.name}`];
  return [
    {
      name,
      expr: mine
        .map(({ long, short, factor }) => [tooMuch(long, factor), tooMuch(short, factor)])
        .map((both) => `(\n  ${both.join("\nand\n  ")}\n)`)
        .join("\nor\n"),
      severity,
      labels: { objective: promised.id },
      summary:
        `"${node.name}" spends the error budget of "${promised.id}" (${promised.says}) ` +
        (least > 1 ? `${least} times as fast as it may, or faster.` : "faster than it may."),
      steps: [
        "See in the dashboard which route it is, and since when.",
        `Was something rolled out then? \`${rollout} history ${deployment}\``,
        `Then go back first, and find out later: \`${rollout} undo ${deployment}\``,
        `Read what it says: \`${kubectl} logs ${deployment} --since=30m\``,
        "Compare with the balancer's alarms: what fails before the service is not counted here.",
      ],
      fires: {
        when: fires.when,
        series: promised.input([above(limit), fires.hours * 60]),
        at,
      },
      silent: { when: silentWhen, series: promised.input(...silent(promised.budget)), at },
    },
  ];
};

/** Told fast where it must be, and slowly where it can be. */
export const burnAlerts = (
  promised: Promised,
  node: Node<unknown>,
  system: System,
): readonly Alert[] => [
  ...alertOf(promised, "page", node, system),
  ...alertOf(promised, "ticket", node, system),
];

/** A promise on time needs a bucket at that time; without it no alert above would ever fire. */
export const unmeasuredAlerts = (
  promised: readonly Promised[],
  node: Node<unknown>,
  system: System,
): readonly Alert[] => {
  const timed = promised.flatMap(({ bucket, ...each }) => (bucket ? [{ ...each, bucket }] : []));
  if (timed.length === 0) return [];
  const mine = ownLabels(node, system);
  const by = `by (${Object.keys(mine).join(", ")})`;
  const up = { [seriesOf("up", { ...mine, pod: `${node.name}-1` })]: gauge(1, 60) };
  const buckets = timed.map(({ bucket }) => `count ${by} (${bucket})`);
  const all = timed.flatMap(({ input }) => Object.entries(input([0, 60])));
  return [
    {
      name: "PromiseNotMeasured",
      expr: `max ${by} (${seriesOf("up", mine)} == 1)\nunless\n(${buckets.join(" and ")})`,
      for: "30m",
      severity: "ticket",
      summary:
        `"${node.name}" does not measure what is promised of its time to answer: ` +
        "nobody knows whether it holds.",
      steps: timed.map(
        ({ says, bucket }) => `For ${says} its histogram must have this bucket: \`${bucket}\``,
      ),
      fires: { when: "it is scraped, and has no such buckets", series: up, at: "1h" },
      silent: {
        when: "it is scraped, and has them",
        series: { ...up, ...Object.fromEntries(all) },
        at: "1h",
      },
    },
  ];
};

/** How many times as fast as they may the budgets are spent. */
export const burnPanels = (
  promised: readonly Promised[],
  node: Node<unknown>,
  system: System,
): readonly Panel[] =>
  promised.flatMap((each): Panel[] => {
    const spans = [...new Set(burnsOf(each).map(({ long }) => long))];
    if (spans.length === 0) return [];
    return [
      {
        title: `Burn rate of ${each.id}`,
        says: `${each.says}: at 1 the error budget is just used up at its end.`,
        unit: "count",
        lines: spans.map((span) => ({
          expr: `${seriesOf(record + span, labelsOf(each, node, system))} / ${each.budget}`,
          legend: `over ${span}`,
        })),
        limit: 1,
      },
    ];
  });
