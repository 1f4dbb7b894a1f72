import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

export const memoryLimited = defineRule({
  id: "memory-limited",
  severity: "warning",
  why:
    "A replica that leaks takes memory from its neighbours until the kernel ends one of " +
    "them, and it need not be the one that leaks.",
  remedy:
    "Write `resources.memory.limit`; one and a half to twice what it takes under load is " +
    "usual.",
  source: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      const { request, limit } = props.resources?.memory ?? {};
      if (limit !== undefined) continue;
      yield {
        on: id,
        says: "may take all memory of its machine",
        instead: `resources.memory.limit, e.g. ${request === undefined ? '"128MiB"' : `twice "${request}"`}`,
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", sound);
    },
    bad(s) {
      const resources = {
        cpu: { request: "100m" },
        memory: { request: "64MiB" },
      } as const;
      const main = s.kubernetes("main");
      main.service("web", { ...sound, resources });
      main.job("fill", { ...soundJob, resources });
    },
    found: ["main/fill", "main/web"],
  },
});
