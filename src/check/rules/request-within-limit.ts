import { toMib, toMilli } from "#plinth/model/quantity.ts";
import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

export const requestWithinLimit = defineRule({
  id: "request-within-limit",
  severity: "error",
  why: "The API refuses a pod that asks for more than it may take.",
  remedy: "Make the limit at least as large as the request, or leave the limit out.",
  source: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      const { cpu = {}, memory = {} } = props.resources ?? {};
      if (cpu.request && cpu.limit && toMilli(cpu.request) > toMilli(cpu.limit)) {
        yield {
          on: id,
          says: `asks for ${cpu.request} of cpu and may take ${cpu.limit}`,
          instead: `cpu: { request: "${cpu.limit}", limit: "${cpu.request}" }`,
        };
      }
      if (memory.request && memory.limit && toMib(memory.request) > toMib(memory.limit)) {
        yield {
          on: id,
          says: `asks for ${memory.request} of memory and may take ${memory.limit}`,
          instead: `memory: { request: "${memory.limit}", limit: "${memory.request}" }`,
        };
      }
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", sound);
    },
    bad(s) {
      const resources = {
        cpu: { request: "500m", limit: "100m" },
        memory: { request: "64MiB", limit: "128MiB" },
      } as const;
      const main = s.kubernetes("main");
      main.service("web", { ...sound, resources });
      main.job("fill", { ...soundJob, resources });
    },
    found: ["main/fill", "main/web"],
  },
});
