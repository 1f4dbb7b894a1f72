import { ec2Types } from "#plinth/books/ec2-types.ts";
import { parseCidr } from "#plinth/model/cidr.ts";
import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import type { Look, NodeOf } from "../look.ts";
import { defineRule } from "../rule.ts";

/** Addresses that can be given out: AWS keeps five of each subnet. */
const usableIn = (cidr: string): number => {
  const range = parseCidr(cidr);
  return "wrong" in range ? 0 : Math.max(0, range.size - 5);
};

/** Addresses that machines may hold at their most; types that are not in the book hold none. */
const addressesOf = (look: Look, groups: readonly NodeOf<"node-group">[]): number =>
  groups.reduce((sum, { props }) => {
    const addresses = look.read(ec2Types).typeOf(props.type)?.addresses ?? 0;
    return sum + props.max * addresses;
  }, 0);

export const addressesForPods = defineRule({
  id: "addresses-for-pods",
  severity: "warning",
  why:
    "The VPC CNI gives every pod an address of the subnet, and keeps spare ones on every " +
    "machine: a small subnet is empty long before the machines are full.",
  remedy: "Make private subnets /20 or larger, or fewer or smaller machines.",
  source: "https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html",
  *judge(look) {
    for (const { id, props } of look.of("network")) {
      const groups = look.within(id, "node-group");
      for (const sort of ["private", "public"] as const) {
        const subnets = sort === "private" ? props.privateSubnets : props.publicSubnets;
        const here = groups.filter((group) => (group.props.subnets ?? "private") === sort);
        const needed = addressesOf(look, here);
        const has = subnets.reduce((sum, cidr) => sum + usableIn(cidr), 0);
        if (needed <= has) continue;
        yield {
          on: id,
          says: `${sort}Subnets have ${has} addresses, and machines at their most may hold ${needed}`,
          instead: `${sort}Subnets of /20 each`,
        };
      }
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      const privateSubnets = ["10.0.16.0/27", "10.0.32.0/27"] as const;
      const main = aws
        .network("vpc", { ...soundNetwork, privateSubnets })
        .eks("main", soundCluster);
      main.nodeGroup("machines", soundMachines);
    },
    found: ["aws/vpc"],
  },
});
