import { type CostLine, heldTo, type Span, spanOf, times } from "#plinth/model/cost-line.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";

interface Paid {
  readonly collects: readonly {
    readonly from: Ref;
    readonly by: string;
    readonly metrics: readonly string[];
  }[];
  readonly logs?: Duration;
}

const msPerMonth = 730 * 3_600_000;

/** How many things send the metrics: machines come and go, all else is one. */
const senders = (system: System, { ref, kind }: Ref): Span => {
  const props = system.nodes.get(ref)?.props;
  if (kind !== "node-group" || !props) return spanOf(1);
  const { min, max, desired } = props;
  return heldTo({ min: Number(min), max: Number(max), desired: Number(desired) });
};

const logLines = (kept: Duration): CostLine[] => [
  {
    item: "logs of services",
    group: "logs",
    price: "logs.ingest",
    quantity: { per: "gb-log", each: spanOf(1) },
  },
  {
    item: "logs that are kept",
    group: "logs",
    price: "logs.kept",
    quantity: { per: "gb-log", each: spanOf(toMs(kept) / msPerMonth) },
    note: "kept compressed, so rather less",
  },
];

/** Metrics that an agent sends (AWS' own are free), and logs by volume. */
export const cost = ({ props }: Node<Paid>, system: System): CostLine[] => {
  const custom = props.collects
    .filter(({ by }) => by === "cloudwatch-agent")
    // Machines of K3s tell theirs on their own bill.
    .filter(({ from }) => from.kind !== "k3s")
    .map(
      ({ from, metrics }): CostLine => ({
        item: `metrics of ${from.ref.split("/").at(-1)}`,
        group: "metrics",
        price: "cloudwatch.metric",
        quantity: times(senders(system, from), metrics.length),
        note: "one a metric and machine; disks and interfaces may add more",
      }),
    );
  return [...custom, ...(props.logs === undefined ? [] : logLines(props.logs))];
};
