import { soundDatabase, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const databaseTlsForced = defineRule({
  id: "database-tls-forced",
  severity: "error",
  why:
    "Passwords and rows that cross a network in the clear are read by who is on it. From version 15 on " +
    "RDS refuses such connections unless it is told not to; what is optional is forgotten by somebody.",
  remedy:
    "Leave `forceTls` as it is; clients verify with `sslmode=verify-full` and AWS' certificates.",
  source:
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
  *judge(look) {
    for (const { id, props } of look.of("postgres")) {
      const { version, forceTls = version >= 15 } = props;
      if (forceTls) continue;
      yield {
        on: id,
        says: "takes connections in the clear",
        instead: version >= 15 ? "no forceTls: it is so by default" : "forceTls: true",
      };
    }
  },
  examples: {
    good(s) {
      soundOwnCloud(s).vpc.postgres("db", soundDatabase);
    },
    bad(s) {
      soundOwnCloud(s).vpc.postgres("db", { ...soundDatabase, forceTls: false });
    },
    found: ["aws/vpc/db"],
  },
});
