import { soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const roleUsed = defineRule({
  id: "role-used",
  severity: "warning",
  why: "A role that nobody takes on is leave that nobody needs: it waits for who finds it.",
  remedy: "Refer to it from what takes it on, or take it out.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  *judge(look) {
    for (const { id, props } of look.of("role")) {
      const taken = typeof props.assumedBy === "object" && "ref" in props.assumedBy;
      if (taken || look.to(id).length > 0) continue;
      yield {
        on: id,
        says: "is taken on by nothing in the system",
        instead: "role: … in what takes it on, or no such role",
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.role("old", { assumedBy: "ec2.amazonaws.com", actions: ["s3:GetObject"] });
    },
    found: ["aws/old"],
  },
});
