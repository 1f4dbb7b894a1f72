import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import type { NodeOf, PropsOf } from "../look.ts";
import { defineRule } from "../rule.ts";
import { zonesAround } from "../zones-around.ts";

/** How many subnets there are of the sort that a balancer stands in. */
const subnetsFor = ({ props }: NodeOf<"load-balancer">, network: PropsOf<"network">): number =>
  (props.scheme === "internal" ? network.privateSubnets : network.publicSubnets).length;

export const twoZones = defineRule({
  id: "two-zones",
  severity: "error",
  why: "EKS and an Application Load Balancer are refused without subnets in two zones at least.",
  remedy: "Use two zones, and give each its subnet.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
  *judge(look) {
    for (const { id, props } of look.of("network")) {
      const zones = zonesAround(look, id) ?? 2;
      const most = Math.max(props.privateSubnets.length, props.publicSubnets.length);
      const wants = [
        ...look.within(id, "eks").map((node) => [node.id, most] as const),
        ...look
          .within(id, "load-balancer")
          .map((node) => [node.id, subnetsFor(node, props)] as const),
      ];
      for (const [on, subnets] of wants) {
        if (zones >= 2 && subnets >= 2) continue;
        const has =
          zones < 2 ? `${zones} zone` : `${subnets} such subnet${subnets === 1 ? "" : "s"}`;
        yield {
          on,
          says: `needs subnets in two zones, and there is ${has} in "${id}"`,
          instead: "zones: 2, and two subnets of each sort",
        };
      }
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { zones: 1, auditLog: "cloudtrail" });
      aws.network("vpc", soundNetwork).eks("main", soundCluster);
    },
    found: ["aws/vpc/main"],
  },
});
