import { toMib, toMilli, toPercent } from "#plinth/model/quantity.ts";
import { sound } from "../examples.ts";
import type { PropsOf } from "../look.ts";
import { defineRule } from "../rule.ts";

/** The limit in per cent of the request; undefined where one of them is not there. */
const limitShareOf = (
  resources: PropsOf<"service">["resources"] = {},
  resource: "cpu" | "memory",
): number | undefined => {
  const { cpu = {}, memory = {} } = resources;
  if (resource === "cpu") {
    if (!cpu.request || !cpu.limit) return undefined;
    return Math.round((100 * toMilli(cpu.limit)) / toMilli(cpu.request));
  }
  if (!memory.request || !memory.limit) return undefined;
  return Math.round((100 * toMib(memory.limit)) / toMib(memory.request));
};

export const scaleTargetReachable = defineRule({
  id: "scale-target-reachable",
  severity: "error",
  why:
    "A replica cannot use more than its limit. When the limit lies below the share of the " +
    "request that is aimed at, the autoscaler never adds one, however slow they become.",
  remedy: "Aim below limit divided by request, or raise the limit.",
  source: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      for (const resource of ["cpu", "memory"] as const) {
        const target = props.scale?.[resource];
        const share = limitShareOf(props.resources, resource);
        if (target === undefined || share === undefined || toPercent(target) < share) continue;
        yield {
          on: id,
          says: `scale.${resource} ${target} is never exceeded: its limit is ${share}% of its request`,
          instead: `scale.${resource}: "${Math.floor(share * 0.7)}%", or a higher limit`,
        };
      }
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, scale: { min: 3, max: 6, cpu: "70%" } });
    },
    bad(s) {
      const resources = {
        cpu: { request: "200m", limit: "200m" },
        memory: { request: "64MiB", limit: "128MiB" },
      } as const;
      const scale = { min: 3, max: 6, cpu: "120%" } as const;
      s.kubernetes("main").service("web", { ...sound, resources, scale });
    },
    found: ["main/web"],
  },
});
