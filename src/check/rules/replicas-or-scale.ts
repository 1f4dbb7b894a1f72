import { sound } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const replicasOrScale = defineRule({
  id: "replicas-or-scale",
  severity: "error",
  why:
    "A fixed number beside an autoscaler is set with every deployment and undone by the autoscaler " +
    "15 seconds later, so that each change costs replicas; and at rest there are `scale.min` of them.",
  remedy: "Leave `replicas` out, and write the number that is wanted at rest as `scale.min`.",
  source:
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/" +
    "#migrating-deployments-and-statefulsets-to-horizontal-autoscaling",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const { replicas, scale } = props;
      if (replicas === undefined || !scale) continue;
      const atRest = `the autoscaler keeps ${scale.min} to ${scale.max}`;
      yield {
        on: id,
        says: `replicas ${replicas} stands beside scale: ${atRest}, ${scale.min} at rest`,
        instead: `scale.min: ${Math.max(replicas, scale.min)}, and no replicas`,
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, scale: { min: 3, max: 6, cpu: "70%" } });
    },
    bad(s) {
      const scale = { min: 2, max: 6, cpu: "70%" } as const;
      s.kubernetes("main").service("web", { ...sound, replicas: 3, scale });
    },
    found: ["main/web"],
  },
});
