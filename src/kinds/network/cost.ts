import { type CostLine, hoursPerMonth, spanOf } from "#plinth/model/cost-line.ts";
import type { Node } from "#plinth/model/system.ts";

interface Paid {
  readonly publicSubnets: readonly string[];
  readonly nat: "one-per-zone" | "one" | "none";
  readonly endpoints?: readonly string[];
  readonly flowLogs?: boolean;
}

const natLines = (gateways: number, endpoints: readonly string[]): CostLine[] => {
  const hours = spanOf(gateways * hoursPerMonth);
  const lines: CostLine[] = [
    { item: "NAT gateways", group: "nat", price: "nat.hour", quantity: hours },
    {
      item: "data through NAT",
      group: "nat",
      price: "nat.gb",
      quantity: { unknown: "what machines fetch and send is not in the model" },
    },
    { item: "addresses of NAT", group: "addresses", price: "ipv4.hour", quantity: hours },
  ];
  if (endpoints.includes("logs")) return lines;
  return [
    ...lines,
    {
      item: "logs through NAT",
      group: "nat",
      price: "nat.gb",
      quantity: { per: "gb-log", each: spanOf(1) },
    },
  ];
};

/** NAT gateways and what goes through them, doors to AWS' services, and records of connections. */
export const cost = ({ props }: Node<Paid>): CostLine[] => {
  const { publicSubnets, nat, endpoints = [], flowLogs = false } = props;
  const zones = publicSubnets.length;
  const gateways = { "one-per-zone": zones, one: 1, none: 0 }[nat];
  const lines = gateways > 0 ? natLines(gateways, endpoints) : [];
  // The door to S3 is a route, which is free; all others are network interfaces, one a zone.
  const interfaces = endpoints.filter((name) => name !== "s3").length * zones;
  if (interfaces > 0) {
    lines.push(
      {
        item: "endpoints",
        group: "endpoints",
        price: "endpoint.hour",
        quantity: spanOf(interfaces * hoursPerMonth),
      },
      {
        item: "data through endpoints",
        group: "endpoints",
        price: "endpoint.gb",
        quantity: { unknown: "what machines ask of AWS' services is not in the model" },
      },
    );
  }
  if (flowLogs) {
    lines.push({
      item: "flow logs",
      group: "logs",
      price: "logs.ingest",
      quantity: { unknown: "their volume is not in the model" },
    });
  }
  return lines;
};
