import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const signAfterPush = defineRule({
  id: "sign-after-push",
  severity: "error",
  why:
    "A signature is made over what the registry holds; before the push there is nothing " +
    "there to sign, and what is pushed later is something else.",
  remedy: "Push by digest first, then sign and attest that digest.",
  source: "https://github.com/sigstore/cosign/issues/596",
  *judge(look) {
    for (const { id, props } of look.of("pipeline")) {
      const does = props.stages.flatMap(({ does }) => does);
      const push = does.indexOf("push");
      const early = (["sign", "attest"] as const).filter((deed) => {
        const at = does.indexOf(deed);
        return at !== -1 && (push === -1 || at < push);
      });
      if (early.length === 0) continue;
      yield {
        on: id,
        says: `does ${early.join(" and ")} ${push === -1 ? "and never pushes" : "before it pushes"}`,
        instead: 'does: ["push", "sign", "attest"]',
      };
    }
  },
  examples: {
    good(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.pipeline("delivery", { ...soundPipeline, deploys: [web] });
    },
    bad(s) {
      const deploys = [soundCloud(s).main.service("web", sound)];
      const stages = [
        { name: "build", does: ["test", "build", "scan", "sign"], minutes: [5, 10] },
        { name: "push", does: ["push", "verify"], minutes: [2, 3] },
      ] as const;
      s.pipeline("delivery", { ...soundPipeline, deploys, stages });
    },
    found: ["delivery"],
  },
});
