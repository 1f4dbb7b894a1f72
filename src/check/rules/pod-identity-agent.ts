import {
  soundAutoscalerRole,
  soundCloud,
  soundCluster,
  soundMachines,
  soundNetwork,
} from "../examples.ts";
import { defineRule } from "../rule.ts";

export const podIdentityAgent = defineRule({
  id: "pod-identity-agent",
  severity: "error",
  why:
    "A pod takes on a role by pod identity through an agent on its machine, which EKS does " +
    "not bring by itself; without it every call to AWS is refused.",
  remedy: 'Add the add-on: `addons: ["eks-pod-identity-agent"]`, or write `by: "irsa"`.',
  source: "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
  *judge(look) {
    for (const { id, props } of look.of("role")) {
      const { assumedBy } = props;
      if (typeof assumedBy !== "object" || !("pods" in assumedBy)) continue;
      if ((assumedBy.by ?? "pod-identity") !== "pod-identity") continue;
      const cloud = look.around(id, "aws")?.id ?? "";
      const clusters = look.within(cloud, "eks");
      const without = clusters.filter(
        (cluster) => !cluster.props.addons?.includes("eks-pod-identity-agent"),
      );
      if (clusters.length === 0 || without.length < clusters.length) continue;
      yield {
        on: id,
        says: `pods of ${assumedBy.pods} cannot take it on: "${without[0]?.id}" has no agent for it`,
        instead: 'addons: ["eks-pod-identity-agent"]',
      };
    }
  },
  examples: {
    good(s) {
      const { aws, main, machines } = soundCloud(s);
      const role = aws.role("autoscaler", soundAutoscalerRole);
      main.nodeAutoscaler("autoscaler", { groups: [machines], role });
    },
    bad(s) {
      const aws = s.aws("eu-central-1");
      const main = aws.network("vpc", soundNetwork).eks("main", { ...soundCluster, addons: [] });
      const machines = main.nodeGroup("machines", soundMachines);
      const role = aws.role("autoscaler", soundAutoscalerRole);
      main.nodeAutoscaler("autoscaler", { groups: [machines], role });
    },
    found: ["aws/autoscaler"],
  },
});
