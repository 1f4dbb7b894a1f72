import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const signatureVerified = defineRule({
  id: "signature-verified",
  severity: "warning",
  why: "A signature that nobody looks at keeps nobody out.",
  remedy: "Verify before deploying, in the pipeline or at the door of the cluster.",
  source: "https://docs.sigstore.dev/cosign/verifying/verify/",
  *judge(look) {
    for (const { id, props } of look.of("pipeline")) {
      const does = props.stages.flatMap(({ does }) => does);
      if (!does.includes("sign") || does.includes("verify")) continue;
      yield {
        on: id,
        says: "signs, and nothing verifies the signature before it deploys",
        instead: 'does: ["verify", "update-manifests", "deploy"]',
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
        { name: "build", does: ["test", "build", "scan"], minutes: [5, 10] },
        { name: "push", does: ["push", "sign", "update-manifests"], minutes: [2, 3] },
      ] as const;
      s.pipeline("delivery", { ...soundPipeline, deploys, stages });
    },
    found: ["delivery"],
  },
});
