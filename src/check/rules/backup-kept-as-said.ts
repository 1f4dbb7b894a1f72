import { toMs } from "#plinth/model/quantity.ts";
import { soundDatabase, soundOwnCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { defineRule } from "../rule.ts";

/** How long a place keeps what is put into it; undefined: for ever, or the model does not know. */
const keptBy = (look: Look, place: string | undefined) => {
  const database = look.node(place, "postgres");
  if (database) return database.props.backup?.retention ?? "0s";
  return look.node(place, "bucket")?.props.expires;
};

export const backupKeptAsSaid = defineRule({
  id: "backup-kept-as-said",
  severity: "error",
  why: "A backup that is deleted before the day on which it is counted on is no backup on that day.",
  remedy: "Keep it for as long as is said, or say how long it is kept.",
  source:
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html",
  *judge(look) {
    for (const { id, says } of look.said("backup")) {
      const kept = keptBy(look, says.keptIn?.ref);
      if (says.keptFor === undefined || kept === undefined) continue;
      if (toMs(kept) >= toMs(says.keptFor)) continue;
      yield {
        on: `backup:${id}`,
        says: `is to be kept for ${says.keptFor}, and "${says.keptIn?.ref}" keeps it for ${kept}`,
        instead: `keptFor: "${kept}", or as long there`,
      };
    }
  },
  examples: {
    good(s) {
      const keptIn = soundOwnCloud(s).vpc.postgres("db", soundDatabase);
      s.backup("database", { of: "orders", by: "RDS", keptIn, keptFor: "30d" });
    },
    bad(s) {
      const { vpc } = soundOwnCloud(s);
      const keptIn = vpc.postgres("db", { ...soundDatabase, backup: { retention: "7d" } });
      s.backup("database", { of: "orders", by: "RDS", keptIn, keptFor: "30d" });
    },
    found: ["backup:database"],
  },
});
