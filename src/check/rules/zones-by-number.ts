import { defineRule } from "../rule.ts";

export const zonesByNumber = defineRule({
  id: "zones-by-number",
  severity: "warning",
  why:
    "Letters of zones are dealt out account by account: `us-west-1a` may be missing in " +
    "yours, and is not the same place as in the next account.",
  remedy: "Say how many zones: `zones: 2`. Which they are is asked of the account.",
  source:
    "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
  *judge(look) {
    for (const { id, props } of look.of("aws")) {
      if (typeof props.zones !== "object") continue;
      yield {
        on: id,
        says: `zones ${props.zones.join(", ")} are names that another account may not have`,
        instead: `zones: ${props.zones.length}`,
      };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
    },
    bad(s) {
      s.aws("eu-central-1", { zones: ["eu-central-1a", "eu-central-1b"], auditLog: "cloudtrail" });
    },
    found: ["aws"],
  },
});
