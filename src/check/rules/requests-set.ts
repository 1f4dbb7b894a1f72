import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

export const requestsSet = defineRule({
  id: "requests-set",
  severity: "warning",
  why:
    "A pod that asks for nothing is placed anywhere, is throttled first and evicted first, " +
    "and makes every sum over machines wrong.",
  remedy:
    "Write what one replica needs under ordinary load as `resources.cpu.request` and " +
    "`resources.memory.request`.",
  source: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      const { cpu, memory } = props.resources ?? {};
      const missing = [
        ...(cpu?.request === undefined ? ["cpu"] : []),
        ...(memory?.request === undefined ? ["memory"] : []),
      ];
      if (missing.length === 0) continue;
      yield {
        on: id,
        says: `asks for no ${missing.join(" and no ")}, so the scheduler takes it to need none`,
        instead: 'resources: { cpu: { request: "100m" }, memory: { request: "64MiB" } }',
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", sound);
    },
    bad(s) {
      const resources = { memory: { limit: "128MiB" } } as const;
      const scale = { min: 3, max: 6, memory: "70%" } as const;
      const main = s.kubernetes("main");
      main.service("web", { ...sound, resources, scale });
      main.job("fill", { ...soundJob, resources });
    },
    found: ["main/fill", "main/web"],
  },
});
