import {
  type CostLine,
  heldTo,
  hoursPerMonth,
  type Span,
  spanOf,
  times,
} from "#plinth/model/cost-line.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";

interface Paid {
  readonly scheme?: "internet-facing" | "internal";
  readonly routes: Readonly<Record<string, unknown>>;
  readonly accessLogs?: Duration;
}

const isPublic = ({ props }: Node<Partial<Paid>>): boolean =>
  (props.scheme ?? "internet-facing") === "internet-facing";

/** The zones of the network, of which each has a public subnet with an address of the balancer. */
const zonesIn = (system: System, { parent }: Node<unknown>): number => {
  const subnets = system.nodes.get(parent)?.props.publicSubnets;
  return Array.isArray(subnets) ? subnets.length : 1;
};

/**
 * Of what is asked and answered, the share that goes from zone to zone: a node port hands a request
 * to any replica, so to another zone as often as there are others. One machine has only one.
 */
const sharesBetweenZones = (system: System, zones: number): Span => {
  let [usual, most] = [0, 0];
  for (const { props } of nodesOf(system, "node-group")) {
    const { min, max, desired } = props;
    const held = heldTo({ min: Number(min), max: Number(max), desired: Number(desired) });
    usual += held.usual;
    most += held.max;
  }
  const share = (zones - 1) / zones;
  return spanOf(0, most > 1 ? share : 0, usual > 1 ? share : 0);
};

/** What callers bring about, if the balancer is the way in for a share of them. */
const trafficLines = (share: number, zones: number, system: System): CostLine[] => [
  {
    item: "sent to callers",
    group: "transfer",
    price: "transfer.out",
    quantity: { per: "gb-out", each: spanOf(share) },
  },
  {
    item: "from zone to zone",
    group: "transfer",
    price: "transfer.zone",
    // Both zones are charged for each gigabyte.
    quantity: { per: "gb-both", each: times(sharesBetweenZones(system, zones), 2 * share) },
    note: "node ports hand requests to replicas in any zone",
  },
];

/**
 * Gigabytes of one entry of the record of requests, which is kept compressed. Measured: 100,000 entries
 * of the form that AWS documents, with their ids, addresses and times at random, have 561 bytes each,
 * and 68 after gzip -6; a little more is taken for addresses and programs of many callers.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
const gbOfEntry = 1e-7;

/** Months of 730 hours, as a bill has them. */
const monthsOf = (kept: Duration): number => toMs(kept) / (hoursPerMonth * 3_600_000);

const recordLines = (kept: Duration | undefined, isWayIn: boolean, share: number): CostLine[] =>
  kept === undefined
    ? []
    : [
        {
          item: "record of requests",
          group: "logs",
          price: "s3.gb",
          quantity: isWayIn
            ? { per: "request", each: spanOf(share * gbOfEntry * monthsOf(kept)) }
            : { unknown: "which requests take this way is not in the model" },
          note: "100 bytes an entry, compressed",
        },
      ];

/** The balancer's hours, capacity and addresses, and what goes through it. */
export const cost = (node: Node<Paid>, system: System): CostLine[] => {
  const zones = zonesIn(system, node);
  const ways = nodesOf(system, "load-balancer").filter(isPublic).length;
  const share = 1 / ways;
  const rules = Object.keys(node.props.routes).length;
  const isWayIn = isPublic(node);
  const lines: CostLine[] = [
    {
      item: "balancer",
      group: "balancer",
      price: "alb.hour",
      quantity: spanOf(hoursPerMonth),
    },
    {
      item: "capacity of the balancer",
      group: "balancer",
      price: "alb.lcu",
      quantity: isWayIn
        ? { capacityUnits: { rules, share } }
        : { unknown: "which requests take this way is not in the model" },
    },
    ...recordLines(node.props.accessLogs, isWayIn, share),
  ];
  if (!isWayIn) return lines;
  return [
    ...lines,
    {
      item: "addresses of the balancer",
      group: "addresses",
      price: "ipv4.hour",
      quantity: spanOf(zones * hoursPerMonth),
    },
    ...trafficLines(share, zones, system),
  ];
};
