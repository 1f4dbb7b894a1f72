import {
  soundCloud,
  soundCluster,
  soundMachinePolicies,
  soundMachines,
  soundNetwork,
} from "../examples.ts";
import { defineRule } from "../rule.ts";

const widePolicy = /^(AdministratorAccess|PowerUserAccess|IAMFullAccess|.*FullAccess)$/;

export const leastPrivilege = defineRule({
  id: "least-privilege",
  severity: "error",
  why:
    "Leave for everything is leave for who steals it; a role is stolen with the first hole " +
    "in what carries it.",
  remedy: "Write the single actions that are called; CloudTrail shows which.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  *judge(look) {
    for (const { id, props } of look.of("role")) {
      const wide = [
        ...(props.actions ?? []).filter((action) => /(^\*)|(:\*)$/.test(action)),
        ...(props.managedPolicies ?? []).filter((policy) => widePolicy.test(policy)),
      ];
      if (wide.length === 0) continue;
      yield {
        on: id,
        says: `may do everything: ${wide.join(", ")}`,
        instead: 'the actions that are called, e.g. "s3:GetObject"',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      const machines = aws.role("machines", {
        assumedBy: "ec2.amazonaws.com",
        managedPolicies: [...soundMachinePolicies, "AdministratorAccess"],
      });
      const main = aws.network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, role: machines });
    },
    found: ["aws/machines"],
  },
});
