import { defineRule } from "../rule.ts";

export const registryExpires = defineRule({
  id: "registry-expires",
  severity: "warning",
  why: "Every build leaves an image, and each is paid by the gigabyte and month for ever.",
  remedy: "Say how many are kept: `keep: 30`.",
  source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
  *judge(look) {
    for (const { id, props } of look.of("registry")) {
      if (props.host !== "ecr" || props.keep !== undefined) continue;
      yield { on: id, says: "keeps every image for ever", instead: "keep: 30" };
    }
  },
  examples: {
    good(s) {
      const aws = s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
      aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
      aws.registry("images", { host: "ecr", scanOnPush: true });
    },
    found: ["aws/images"],
  },
});
