import { soundState } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const stateVersioned = defineRule({
  id: "state-versioned",
  severity: "error",
  why:
    "A state that was written wrong, or half, is gone without versions, and with it all that " +
    "Terraform knows of what it made.",
  remedy: "Set `versioning: true`, and keep old versions for some weeks.",
  source: "https://developer.hashicorp.com/terraform/language/backend/s3",
  *judge(look) {
    for (const { id, props } of look.of("state-backend").filter(({ props }) => !props.versioning)) {
      yield {
        on: id,
        says: `keeps no versions, so there are none for ${props.oldVersions}`,
        instead: "versioning: true",
      };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { auditLog: "cloudtrail" }).stateBackend("state", soundState);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.stateBackend("state", { ...soundState, versioning: false });
    },
    found: ["aws/state"],
  },
});
