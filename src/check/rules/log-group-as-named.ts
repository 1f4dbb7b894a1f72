import { soundDatabase, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

const exported = /^\/aws\/rds\/instance\/[^/]+\/(postgresql|upgrade)$/;

export const logGroupAsNamed = defineRule({
  id: "log-group-as-named",
  severity: "warning",
  why:
    "RDS names the groups that it writes to. One of another name stays empty, and its retention and its " +
    "alarms are for nothing, while the real one is kept for ever.",
  remedy: "Count on `/aws/rds/instance/<name>/postgresql`, and set retention there.",
  source:
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
  *judge(look) {
    for (const { id, props } of look.of("monitoring")) {
      for (const { of, name } of props.logGroups ?? []) {
        if (of.kind !== "postgres" || exported.test(name)) continue;
        yield {
          on: id,
          says: `counts on log group "${name}" of "${of.ref}", to which RDS does not write`,
          instead: '"/aws/rds/instance/<name>/postgresql"',
        };
      }
    }
  },
  examples: {
    good(s) {
      const { aws, vpc } = soundOwnCloud(s);
      const of = vpc.postgres("db", soundDatabase);
      const logGroups = [{ of, name: "/aws/rds/instance/shop-db/postgresql" }] as const;
      aws.monitoring("figures", { collects: [], logs: "30d", logGroups });
    },
    bad(s) {
      const { aws, vpc } = soundOwnCloud(s);
      const of = vpc.postgres("db", soundDatabase);
      const logGroups = [{ of, name: "/aws/rds/shop" }] as const;
      aws.monitoring("figures", { collects: [], logs: "30d", logGroups });
    },
    found: ["aws/figures"],
  },
});
