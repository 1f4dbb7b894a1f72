import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const apiAuditLog = defineRule({
  id: "api-audit-log",
  severity: "warning",
  why: "Without its audit log nobody can say who changed what on the cluster.",
  remedy: 'Keep it: `logs: ["audit"]`.',
  source: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  *judge(look) {
    for (const { id, props } of look.of("eks")) {
      if (props.logs?.includes("audit")) continue;
      yield {
        on: id,
        says: "keeps no record of who changed what on the cluster",
        instead: 'logs: ["audit"]',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const vpc = s.aws("eu-central-1").network("vpc", soundNetwork);
      vpc.eks("main", { ...soundCluster, logs: ["api"] });
    },
    found: ["aws/vpc/main"],
  },
});
