import { sound, soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const metricsForAutoscaler = defineRule({
  id: "metrics-for-autoscaler",
  severity: "error",
  why:
    "EKS brings no metrics server. Without one an autoscaler that follows the processor or " +
    "memory knows nothing and does nothing.",
  remedy: 'Add the add-on: `addons: ["metrics-server"]`.',
  source: "https://docs.aws.amazon.com/eks/latest/userguide/metrics-server.html",
  *judge(look) {
    for (const cluster of look.of("eks")) {
      if (cluster.props.addons?.includes("metrics-server")) continue;
      const scaled = look.within(cluster.id, "service").filter(({ props }) => props.scale);
      const [first] = scaled;
      if (!first) continue;
      const others = scaled.length > 1 ? ` and ${scaled.length - 1} more` : "";
      yield {
        on: cluster.id,
        says: `nothing measures for the autoscaler of "${first.id}"${others}`,
        instead: 'addons: ["metrics-server"]',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s).main.service("web", sound);
    },
    bad(s) {
      const vpc = s.aws("eu-central-1").network("vpc", soundNetwork);
      vpc.eks("main", { ...soundCluster, addons: [] }).service("web", sound);
    },
    found: ["aws/vpc/main"],
  },
});
