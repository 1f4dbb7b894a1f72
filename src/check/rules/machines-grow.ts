import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const machinesGrow = defineRule({
  id: "machines-grow",
  severity: "warning",
  why:
    "Nothing of EKS adds a machine because a pod is pending: without an autoscaler `max` is " +
    "a wish, and so are the replicas that count on it.",
  remedy:
    "Make a `nodeAutoscaler` for the group, or write `min`, `desired` and `max` as one " +
    "number.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/autoscaling.html",
  *judge(look) {
    for (const { id, name, props } of look.of("node-group")) {
      if (props.max === props.desired) continue;
      if (look.to(id).some(({ from }) => look.node(from, "node-autoscaler"))) continue;
      yield {
        on: id,
        says: `may have up to ${props.max} machines, and nothing ever adds one to ${props.desired}`,
        instead: `a nodeAutoscaler with groups: [${name}], or max: ${props.desired}`,
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const main = s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, max: 4 });
    },
    found: ["aws/vpc/main/machines"],
  },
});
