import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const machinesPrivate = defineRule({
  id: "machines-private",
  severity: "warning",
  why:
    "A machine in a public subnet has an address of its own: one wrong rule, and everything " +
    "on it is on the internet.",
  remedy:
    "Put machines into private subnets; without a NAT gateway that takes endpoints for what " +
    "they call.",
  source: "https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html",
  *judge(look) {
    const machines = [
      ...look.of("node-group").map(({ id, props: { subnets = "private" } }) => ({ id, subnets })),
      ...look.of("k3s").map(({ id, props: { subnets = "public" } }) => ({ id, subnets })),
    ];
    for (const { id, subnets } of machines) {
      if (subnets !== "public") continue;
      yield {
        on: id,
        says: "stands in public subnets, each machine with a public address",
        instead: 'subnets: "private"',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const main = s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, subnets: "public" });
    },
    found: ["aws/vpc/main/machines"],
  },
});
