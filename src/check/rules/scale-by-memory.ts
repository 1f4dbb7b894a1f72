import { toMib, toPercent } from "#plinth/model/quantity.ts";
import { sound } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const scaleByMemory = defineRule({
  id: "scale-by-memory",
  severity: "warning",
  why:
    "Memory seldom follows load: a small program never comes near its target, so that " +
    "nothing scales, and a heap that grows is not given back, so that nothing shrinks any " +
    "more.",
  remedy:
    "Follow the processor, or a metric of requests; give memory a limit and an alarm instead.",
  source: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const target = props.scale?.memory;
      if (target === undefined) continue;
      const { request } = props.resources?.memory ?? {};
      const needed =
        request === undefined
          ? ""
          : ` (${Math.round((toMib(request) * toPercent(target)) / 100)} MiB)`;
      yield {
        on: id,
        says: `scale.memory ${target}${needed}: either it is never reached, or never left again`,
        instead: props.scale?.cpu === undefined ? 'scale.cpu: "70%"' : "scale without memory",
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, scale: { min: 3, max: 6, cpu: "70%" } });
    },
    bad(s) {
      const scale = { min: 3, max: 6, cpu: "70%", memory: "80%" } as const;
      s.kubernetes("main").service("web", { ...sound, scale });
    },
    found: ["main/web"],
  },
});
