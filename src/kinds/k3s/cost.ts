import { type CostLine, hoursPerMonth, spanOf } from "#plinth/model/cost-line.ts";
import { toMib } from "#plinth/model/quantity.ts";
import type { Node } from "#plinth/model/system.ts";
import type { K3sProps } from "./props.ts";

/** Machines by the hour and, in public subnets, their addresses; the control plane is one of them. */
export const cost = ({ props }: Node<K3sProps>): CostLine[] => {
  const { servers, agents, disk = "20GiB", subnets = "public" } = props;
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
  return lines;
};
