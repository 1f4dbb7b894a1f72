import { soundNetwork } from "../examples.ts";
import { survivesZone } from "../promised-availability.ts";
import { defineRule } from "../rule.ts";
import { zonesAround } from "../zones-around.ts";

export const natSurvivesZone = defineRule({
  id: "nat-survives-zone",
  severity: "warning",
  why:
    "One NAT gateway stands in one zone. When that zone is lost, machines in the others can " +
    "no longer pull an image nor call anything outside.",
  remedy: 'Have one in each zone, `nat: "one-per-zone"`, or none and endpoints for what is called.',
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
  *judge(look) {
    for (const { id, props } of look.of("network")) {
      const zones = zonesAround(look, id) ?? 1;
      if (props.nat !== "one" || zones < 2 || !survivesZone(look)) continue;
      yield {
        on: id,
        says: `one NAT gateway serves ${zones} zones, and a scenario says that one may be lost`,
        instead: 'nat: "one-per-zone"',
      };
    }
  },
  examples: {
    good(s) {
      s.aws("eu-central-1", { auditLog: "cloudtrail" }).network("vpc", soundNetwork);
      s.scenario("zone", {
        when: "a zone is gone",
        fails: "zone",
        impact: "half of it is gone",
        recovery: "the other carries on",
      });
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.network("vpc", { ...soundNetwork, nat: "one" });
      s.scenario("zone", {
        when: "a zone is gone",
        fails: "zone",
        impact: "half of it is gone",
        recovery: "the other carries on",
      });
    },
    found: ["aws/vpc"],
  },
});
