import { perSystem } from "#plinth/model/per-system.ts";
import { counter, seriesOf, tidy } from "#plinth/model/promql.ts";
import { type Duration, toMs, toPercent } from "#plinth/model/quantity.ts";
import type { Objective } from "#plinth/model/statement.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { ServiceProps } from "./props.ts";
import { callersLabels, durations, ownLabels, requests } from "./watch-traffic.ts";

type Stretch = readonly [share: number, minutes: number];

/** What is promised of a service's answers, as a share of them that may be bad. */
export interface Promised {
  /** The objective, and which part of it, e.g. `latency-p99`. */
  readonly id: string;
  /** What the author wrote, e.g. `99.9% over 30d`. */
  readonly says: string;
  /** The error budget: the share of answers that may be bad, more than 0 and less than 1. */
  readonly budget: number;
  /** The time that the budget is for. */
  readonly over: Duration;
  /** The bucket of durations that has to be there for the promise to be measured. */
  readonly bucket?: string;
  /** PromQL for the share of bad answers in a span such as `1h`. */
  readonly badShare: (span: string) => string;
  /** Input series in which such shares are bad, one stretch after the other. */
  readonly input: (...stretches: readonly Stretch[]) => Readonly<Record<string, string>>;
}

/** Usual for objectives, and what the parameters of burn rates were made for. */
const usualOver = "30d";

/** Answers a minute of the input series: many, so that small shares are whole numbers. */
const perMinute = 100_000;

/** A counter of answers, of which there is the given share of all at each share of bad ones. */
const answers = (stretches: readonly Stretch[], shareOf: (bad: number) => number): string =>
  counter(
    ...stretches.map(([bad, minutes]) => [Math.round(shareOf(bad) * perMinute), minutes] as const),
  );

const failing = (node: Node<ServiceProps>, system: System) => {
  const callers = callersLabels(node, system);
  const labels = { ...callers, route: "any", pod: `${node.name}-1` };
  return {
    badShare: (span: string) => {
      const bad = seriesOf(requests, { ...callers, status: { "=~": "5.." } });
      const all = `sum(rate(${seriesOf(requests, callers)}[${span}]))`;
      // Before the first error there is no series of errors; that is none, not unknown.
      return `(\n  sum(rate(${bad}[${span}]))\nor\n  0 * ${all}\n)\n/\n${all}`;
    },
    input: (...stretches: readonly Stretch[]) => ({
      [seriesOf(requests, { ...labels, status: "200" })]: answers(stretches, (bad) => 1 - bad),
      [seriesOf(requests, { ...labels, status: "500" })]: answers(stretches, (bad) => bad),
    }),
  };
};

/** Prometheus 3 writes the bound of a bucket as `1.0` where a program, and Prometheus 2, write `1`. */
const boundOf = (seconds: number) =>
  Number.isInteger(seconds) ? { "=~": `${seconds}(\\.0)?` } : String(seconds);

const slow = (node: Node<ServiceProps>, system: System, limit: Duration) => {
  const callers = callersLabels(node, system);
  const labels = { ...callers, route: "any", pod: `${node.name}-1` };
  const seconds = toMs(limit) / 1_000;
  const le = boundOf(seconds);
  const [bucket, count] = [`${durations}_bucket`, `${durations}_count`];
  return {
    bucket: seriesOf(bucket, { ...ownLabels(node, system), le }),
    badShare: (span: string) => {
      const quick = seriesOf(bucket, { ...callers, le });
      return `1 - sum(rate(${quick}[${span}]))\n/\nsum(rate(${seriesOf(count, callers)}[${span}]))`;
    },
    input: (...stretches: readonly Stretch[]) => ({
      [seriesOf(bucket, { ...labels, le: String(seconds) })]: answers(stretches, (bad) => 1 - bad),
      [seriesOf(count, labels)]: answers(stretches, () => 1),
    }),
  };
};

/** The services that callers from outside come to. */
const entries = perSystem(
  ({ edges, nodes }) =>
    new Set(
      edges.flatMap(({ from, to }) =>
        ["gateway", "load-balancer"].includes(nodes.get(from)?.kind ?? "") ? [to] : [],
      ),
    ),
);

/** What is promised of the system is promised of what callers come to; of all, if nobody does. */
const isEntry = ({ id }: Node<unknown>, system: System): boolean =>
  entries(system).size === 0 || entries(system).has(id);

const promisedBy = (
  id: string,
  { availability, latency, over = usualOver }: Objective,
  {
    node,
    system,
    figures,
  }: { node: Node<ServiceProps>; system: System; figures: readonly string[] },
): readonly Promised[] => [
  ...(availability !== undefined && figures.includes("errors")
    ? [
        {
          id,
          says: `${availability} over ${over}`,
          budget: tidy(1 - toPercent(availability) / 100),
          over,
          ...failing(node, system),
        },
      ]
    : []),
  ...(["p50", "p99"] as const).flatMap((which) => {
    const bound = latency?.[which];
    if (bound === undefined || !figures.includes("latency")) return [];
    return {
      id: `${id}-${which}`,
      says: `${which} of ${bound} over ${over}`,
      budget: tidy(1 - Number(which.slice(1)) / 100),
      over,
      ...slow(node, system, bound),
    };
  }),
];

/** What is promised of a service's answers and can be measured by the figures that it has. */
export const promisesOf = (
  node: Node<ServiceProps>,
  system: System,
  figures: readonly string[],
): readonly Promised[] =>
  system.statements
    .flatMap((each) => {
      if (each.type !== "objective" || each.phase !== "current") return [];
      const { of } = each.says;
      const isMine = of === undefined ? isEntry(node, system) : of.ref === node.id;
      return isMine ? promisedBy(each.id, each.says, { node, system, figures }) : [];
    })
    .filter(({ budget }) => budget > 0);
