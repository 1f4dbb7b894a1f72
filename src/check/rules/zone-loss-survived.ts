import { soundZoneLoss } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const zoneLossSurvived = defineRule({
  id: "zone-loss-survived",
  severity: "error",
  why:
    "When a zone is lost, what stands in one zone is lost with it: there is nothing that " +
    "could take over.",
  remedy: "Use two zones, or say that all of it is lost.",
  source:
    "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/availability-zones.html",
  *judge(look) {
    const scenario = look.said("scenario").find(({ says }) => says.fails === "zone");
    for (const { id, props } of scenario ? look.of("aws") : []) {
      const zones = typeof props.zones === "object" ? props.zones.length : (props.zones ?? 2);
      if (zones > 1) continue;
      yield {
        on: id,
        says: `has one zone, and scenario "${scenario?.id}" loses it`,
        instead: "zones: 2",
      };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { zones: 2, auditLog: "cloudtrail" });
      s.scenario("zone", soundZoneLoss);
    },
    bad(s) {
      s.aws("eu-central-1", { zones: 1, auditLog: "cloudtrail" });
      s.scenario("zone", soundZoneLoss);
    },
    found: ["aws"],
  },
});
