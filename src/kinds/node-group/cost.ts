import {
  type CostLine,
  heldTo,
  hoursPerMonth,
  type Span,
  spanOf,
  times,
} from "#plinth/model/cost-line.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import { type Size, toMib } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { includedVcpus } from "./burst.ts";

interface Paid {
  readonly type: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly disk: { readonly size: Size; readonly type: "gp2" | "gp3" };
  readonly subnets?: "public" | "private";
  readonly capacity?: "on-demand" | "spot";
}

/** Above what is included, processors of burstable machines are paid by the hour. */
const burst = (type: string, machines: Span, system: System): CostLine[] => {
  const included = includedVcpus(type);
  if (included === undefined) return [];
  const groups = nodesOf(system, "node-group").length;
  return [
    {
      item: "processors above the baseline",
      group: "machines",
      price: `ec2.${type.split(".")[0]}.surplus`,
      quantity: {
        per: "vcpu-hour",
        each: spanOf(1 / groups),
        beyond: times(machines, included * hoursPerMonth),
      },
      note: "what requests take; what else runs on the machines is left out",
    },
  ];
};

/** Machines by the hour, their disks and, in public subnets, their addresses. */
export const cost = ({ props }: Node<Paid>, system: System): CostLine[] => {
  const { type, disk, subnets = "private", capacity = "on-demand" } = props;
  const machines = heldTo(props);
  const hours = times(machines, hoursPerMonth);
  const lines: CostLine[] = [
    {
      item: `machines, ${type}`,
      group: "machines",
      price: `ec2.${type}.${capacity === "spot" ? "spot" : "hour"}`,
      quantity: hours,
    },
    ...burst(type, machines, system),
    {
      item: `disks, ${disk.type}`,
      group: "disk",
      price: `ebs.${disk.type}`,
      quantity: times(machines, toMib(disk.size) / 1024),
    },
  ];
  if (subnets === "public") {
    lines.push({
      item: "addresses of machines",
      group: "addresses",
      price: "ipv4.hour",
      quantity: hours,
    });
  }
  return lines;
};
