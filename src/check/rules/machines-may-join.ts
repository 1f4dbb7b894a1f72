import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

/** One of each is needed; the first is the narrowest. */
const needed = [
  ["AmazonEKSWorkerNodePolicy", "AmazonEKSWorkerNodeMinimalPolicy"],
  ["AmazonEKS_CNI_Policy"],
  ["AmazonEC2ContainerRegistryPullOnly", "AmazonEC2ContainerRegistryReadOnly"],
] as const;

export const machinesMayJoin = defineRule({
  id: "machines-may-join",
  severity: "error",
  why:
    "A machine joins a cluster, gets addresses for pods and pulls images only with the leave " +
    "of its role.",
  remedy: "Give the role the three policies that AWS keeps for this.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html",
  *judge(look) {
    for (const { id, props } of look.of("node-group")) {
      const role = look.node(props.role?.ref, "role");
      if (!role) continue;
      const has = role.props.managedPolicies ?? [];
      const missing = needed.filter((choices) => !choices.some((policy) => has.includes(policy)));
      if (missing.length === 0) continue;
      const names = missing.map(([first]) => first);
      yield {
        on: id,
        says: `its role "${role.id}" lacks ${names.join(", ")}`,
        instead: `managedPolicies: [${[...has, ...names].map((name) => `"${name}"`).join(", ")}]`,
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const aws = s.aws("eu-central-1");
      const role = aws.role("machines", {
        assumedBy: "ec2.amazonaws.com",
        managedPolicies: ["AmazonEKSWorkerNodePolicy"],
      });
      const main = aws.network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, role });
    },
    found: ["aws/vpc/main/machines"],
  },
});
