import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

const needed = ["s3", "ecr.api", "ecr.dkr", "sts", "ec2"] as const;

export const machinesReachOut = defineRule({
  id: "machines-reach-out",
  severity: "error",
  why:
    "A machine in a private subnet without a NAT gateway reaches neither the registry nor " +
    "the API of the cluster, and never joins it.",
  remedy: "Add a NAT gateway, or endpoints for s3, ecr.api, ecr.dkr, sts, ec2 and logs.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
  *judge(look) {
    for (const group of look.of("node-group")) {
      const network = look.around(group.id, "network");
      if (network?.props.nat !== "none" || group.props.subnets === "public") continue;
      const has = network.props.endpoints ?? [];
      const missing = needed.filter((name) => !has.includes(name));
      if (missing.length === 0) continue;
      yield {
        on: group.id,
        says: `stands in private subnets of "${network.id}", which has neither NAT nor ${missing.join(", ")}`,
        instead: `endpoints: [${needed.map((name) => `"${name}"`).join(", ")}]`,
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      const vpc = aws.network("vpc", { ...soundNetwork, nat: "none" });
      vpc.eks("main", soundCluster).nodeGroup("machines", soundMachines);
    },
    found: ["aws/vpc/main/machines"],
  },
});
