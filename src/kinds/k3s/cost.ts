import { secretLines } from "#plinth/kinds/secret/cost.ts";
import { type CostLine, hoursPerMonth, spanOf } from "#plinth/model/cost-line.ts";
import { toMib } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { hasAgent } from "./logs.ts";
import type { K3sProps } from "./props.ts";

/** Machines by the hour and, in public subnets, their addresses; the control plane is one of them. */
export const cost = (node: Node<K3sProps>, system: System): CostLine[] => {
  const { servers, agents, disk = "20GiB", subnets = "public" } = node.props;
  const machines = servers.count + agents.count;
  const roles = [
    ["servers", servers],
    ["agents", agents],
  ] as const;
  const lines: CostLine[] = roles.map(([name, { type, count }]) => ({
    item: `${name}, ${type}`,
    group: "machines",
    price: `ec2.${type}.hour`,
    quantity: spanOf(count * hoursPerMonth),
  }));
  lines.push({
    item: "disks, gp3",
    group: "disk",
    price: "ebs.gp3",
    quantity: spanOf((machines * toMib(disk)) / 1024),
  });
  if (subnets === "public") {
    lines.push({
      item: "addresses of machines",
      group: "addresses",
      price: "ipv4.hour",
      quantity: spanOf(machines * hoursPerMonth),
    });
  }
  // Memory and disk, billed for each set of words that a figure is told with: of a disk also its path,
  // of agents also their group, and of that group as a whole.
  const figures = 3 * servers.count + (agents.count > 0 ? 4 * agents.count + 2 : 0);
  if (hasAgent(node, system)) {
    lines.push({
      item: "figures of machines",
      group: "metrics",
      price: "cloudwatch.metric",
      quantity: spanOf(figures),
    });
  }
  return [...lines, ...secretLines(2)];
};
