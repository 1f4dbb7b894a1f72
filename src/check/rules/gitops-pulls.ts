import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const gitopsPulls = defineRule({
  id: "gitops-pulls",
  severity: "note",
  why:
    "GitOps means that a controller on the cluster pulls what Git says and mends what " +
    "differs; a pipeline that pushes does neither, and what is changed by hand stays changed.",
  remedy: 'Let a controller pull, `delivery: "pull"`, or call it delivery.',
  source: "https://opengitops.dev/ section Principles",
  *judge(look) {
    for (const { id, name, props } of look.of("pipeline")) {
      if (props.delivery === "pull" || !/gitops/i.test(name)) continue;
      yield {
        on: id,
        says: "is called GitOps and pushes",
        instead: 'delivery: "pull", or the name "delivery"',
      };
    }
  },
  examples: {
    good(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.pipeline("gitops", { ...soundPipeline, deploys: [web], delivery: "pull" });
    },
    bad(s) {
      const web = s.kubernetes("main").service("web", sound);
      s.pipeline("gitops", { ...soundPipeline, deploys: [web], delivery: "push" });
    },
    found: ["gitops"],
  },
});
