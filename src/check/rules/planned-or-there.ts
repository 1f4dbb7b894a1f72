import { defineRule } from "../rule.ts";

export const plannedOrThere = defineRule({
  id: "planned-or-there",
  severity: "warning",
  why:
    "What is told as there and as planned is believed by whoever reads the first page and missed by " +
    "whoever needs it: a backup, a scan of images.",
  remedy: 'Take it out of what is planned, or plan the thing itself: `phase: "future"`.',
  source: "docs/vocabulary.md, section What is described",
  *judge(look) {
    for (const { type, id, says } of look.system.statements) {
      if (type !== "future") continue;
      const there = look.system.nodes.get(says.of?.ref ?? "");
      if (there?.phase !== "current") continue;
      yield {
        on: `future:${id}`,
        says: `is planned, and "${there.id}" has it already`,
        instead: `no such plan, or phase: "future" in "${there.id}"`,
      };
    }
  },
  examples: {
    good(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      const of = aws.bucket("copies", { expires: "365d", phase: "future" });
      s.future("copies", { term: "short", says: "backups in S3", of });
    },
    bad(s) {
      const of = s.aws("eu-central-1", { auditLog: "cloudtrail" }).bucket("copies", {});
      s.future("copies", { term: "short", says: "backups in S3", of });
    },
    found: ["future:copies"],
  },
});
