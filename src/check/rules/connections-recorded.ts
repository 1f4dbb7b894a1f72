import { soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const connectionsRecorded = defineRule({
  id: "connections-recorded",
  severity: "note",
  why:
    "Without flow logs nobody can say afterwards what talked to what, nor why a packet did " +
    "not arrive.",
  remedy: "Set `flowLogs: true`; they are paid by the gigabyte.",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  *judge(look) {
    for (const { id } of look.of("network").filter(({ props }) => !props.flowLogs)) {
      yield { on: id, says: "records no connections", instead: "flowLogs: true" };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { auditLog: "cloudtrail" }).network("vpc", soundNetwork);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.network("vpc", { ...soundNetwork, flowLogs: false });
    },
    found: ["aws/vpc"],
  },
});
