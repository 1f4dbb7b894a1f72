import { soundState } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const stateLockNative = defineRule({
  id: "state-lock-native",
  severity: "warning",
  why:
    "Locking by a DynamoDB table is deprecated in Terraform since 1.11, and is one more " +
    "thing to make, to pay and to forget.",
  remedy: 'Write `lock: "s3"`: a lock file in the bucket itself.',
  source: "https://developer.hashicorp.com/terraform/language/backend/s3",
  *judge(look) {
    for (const { id, props } of look.of("state-backend")) {
      if (props.lock !== "dynamodb") continue;
      yield {
        on: id,
        says: "locks by a DynamoDB table, which is deprecated",
        instead: 'lock: "s3"',
      };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { auditLog: "cloudtrail" }).stateBackend("state", soundState);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.stateBackend("state", { ...soundState, lock: "dynamodb" });
    },
    found: ["aws/state"],
  },
});
