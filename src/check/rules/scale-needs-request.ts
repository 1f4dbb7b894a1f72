import { sound } from "../examples.ts";
import { defineRule } from "../rule.ts";

const example = { cpu: '"100m"', memory: '"64MiB"' } as const;

export const scaleNeedsRequest = defineRule({
  id: "scale-needs-request",
  severity: "error",
  why:
    "An autoscaler follows a share of the request; without one there is nothing to take a " +
    "share of, and it reports FailedGetResourceMetric for ever.",
  remedy: "Write the request of every resource that `scale` follows.",
  source: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      for (const resource of ["cpu", "memory"] as const) {
        const target = props.scale?.[resource];
        if (target === undefined || props.resources?.[resource]?.request !== undefined) continue;
        yield {
          on: id,
          says: `scale.${resource} is ${target} of a request that is not there`,
          instead: `resources: { ${resource}: { request: ${example[resource]} } }`,
        };
      }
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, scale: { min: 3, max: 6, cpu: "70%" } });
    },
    bad(s) {
      const resources = { memory: { request: "64MiB", limit: "128MiB" } } as const;
      s.kubernetes("main").service("web", { ...sound, resources });
    },
    found: ["main/web"],
  },
});
