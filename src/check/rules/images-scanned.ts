import { defineRule } from "../rule.ts";

export const imagesScanned = defineRule({
  id: "images-scanned",
  severity: "warning",
  why:
    "Known holes come with every base and every package; who does not look ships them for " +
    "months.",
  remedy:
    "Let the pipeline scan what it built, or the registry what is pushed: `scanOnPush: true`.",
  source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  *judge(look) {
    for (const { id, props } of look.of("pipeline")) {
      const scans = props.stages.some(({ does }) => does.includes("scan"));
      if (scans || look.node(props.pushesTo?.ref, "registry")?.props.scanOnPush) continue;
      yield {
        on: id,
        says: "neither it nor its registry looks for known holes in what is built",
        instead: 'does: ["build", "sbom", "scan"]',
      };
    }
    for (const { id, props } of look.of("registry")) {
      if (props.host !== "ecr" || props.scanOnPush) continue;
      yield { on: id, says: "does not scan what is pushed", instead: "scanOnPush: true" };
    }
  },
  examples: {
    good(s) {
      const aws = s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
      aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
      aws.registry("images", { host: "ecr", keep: 30 });
    },
    found: ["aws/images"],
  },
});
