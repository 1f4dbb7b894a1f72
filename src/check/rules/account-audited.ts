import { defineRule } from "../rule.ts";

export const accountAudited = defineRule({
  id: "account-audited",
  severity: "warning",
  why: "Without a trail nobody can say who changed what, not even after a break-in.",
  remedy:
    'Keep a trail of the account: `auditLog: "cloudtrail"`; the first copy of management ' +
    "events is free.",
  source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
  *judge(look) {
    for (const { id, props } of look.of("aws")) {
      if (props.auditLog !== undefined) continue;
      yield {
        on: id,
        says: "keeps no record of who did what to the account",
        instead: 'auditLog: "cloudtrail"',
      };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
    },
    bad(s) {
      s.aws("eu-central-1", { zones: 2 });
    },
    found: ["aws"],
  },
});
