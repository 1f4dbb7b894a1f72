import { allows } from "../allows.ts";
import { sound, soundDatabase, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

const call = "s3:PutObject";

export const dumpMayWrite = defineRule({
  id: "dump-may-write",
  severity: "error",
  why:
    "A copy that its bucket refuses is noticed by nobody until it is wanted: the job fails at night, and " +
    "the next one begins anew.",
  remedy: `Give its role ${call}, on the bucket that it writes to.`,
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
  *judge(look) {
    for (const { id, props } of look.of("dump")) {
      const role = look.node(props.role.ref, "role");
      if (!role) continue;
      const { on = [] } = role.props;
      const isElsewhere = on.length > 0 && !on.some(({ ref }) => ref === props.to.ref);
      if (allows(role.props, call) && !isElsewhere) continue;
      yield {
        on: id,
        says: `"${role.id}" does not let it call ${call} on "${props.to.ref}"`,
        instead: `actions: ["${call}"], on: [the bucket]`,
      };
    }
  },
  examples: {
    good(s) {
      const { aws, vpc, main } = soundOwnCloud(s);
      const db = vpc.postgres("db", soundDatabase);
      const { url } = db.database("stock", {});
      main.service("web", { ...sound, connections: 4, env: { DATABASE_URL: url } });
      const to = aws.bucket("backups", { versioning: true, expires: "365d" });
      const role = aws.role("nightly", {
        assumedBy: { pods: "example/nightly", by: "irsa" },
        actions: ["s3:PutObject"],
        on: [to],
      });
      main.dump("nightly", { of: db, to, at: "02:30", role });
    },
    bad(s) {
      const { aws, vpc, main } = soundOwnCloud(s);
      const db = vpc.postgres("db", soundDatabase);
      const { url } = db.database("stock", {});
      main.service("web", { ...sound, connections: 4, env: { DATABASE_URL: url } });
      const to = aws.bucket("backups", { versioning: true, expires: "365d" });
      const role = aws.role("nightly", {
        assumedBy: { pods: "example/nightly", by: "irsa" },
        actions: ["s3:GetObject"],
        on: [to],
      });
      main.dump("nightly", { of: db, to, at: "02:30", role });
    },
    found: ["aws/vpc/main/nightly"],
  },
});
