import { sound } from "../examples.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";

export const objectiveWithinScale = defineRule({
  id: "objective-within-scale",
  severity: "error",
  why: "What so many replicas carry is no promise when there are never so many.",
  remedy: "Raise `scale.max`, or promise what fewer carry.",
  source: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
  *judge(look) {
    for (const { id, says } of look.said("objective")) {
      const service = look.node(says.of?.ref, "service");
      if (!service || says.replicas === undefined) continue;
      const { most } = replicasOf(service.props);
      if (says.replicas <= most) continue;
      yield {
        on: `objective:${id}`,
        says: `counts on ${says.replicas} replicas of "${service.id}", which has ${most} at most`,
        instead: `replicas: ${most}, or scale.max: ${says.replicas}`,
      };
    }
  },
  examples: {
    good(s) {
      const web = s
        .kubernetes("main")
        .service("web", { ...sound, scale: { min: 3, max: 6, cpu: "70%" } });
      s.objective("full", { throughput: "60000/s", replicas: 6, of: web });
    },
    bad(s) {
      const web = s
        .kubernetes("main")
        .service("web", { ...sound, scale: { min: 3, max: 6, cpu: "70%" } });
      s.objective("full", { throughput: "100000/s", replicas: 10, of: web });
    },
    found: ["objective:full"],
  },
});
