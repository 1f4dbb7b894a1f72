import { soundCloud, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";
import { zonesAround } from "../zones-around.ts";

export const subnetInEachZone = defineRule({
  id: "subnet-in-each-zone",
  severity: "warning",
  why:
    "A zone without a subnet is not used: machines and balancers stand in fewer zones than " +
    "the system says.",
  remedy: "Write one private and one public subnet for each zone.",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
  *judge(look) {
    for (const { id, props } of look.of("network")) {
      const zones = zonesAround(look, id) ?? 0;
      for (const sort of ["publicSubnets", "privateSubnets"] as const) {
        const count = props[sort].length;
        if (count === 0 || count >= zones) continue;
        yield {
          on: id,
          says: `${sort} has ${count} for ${zones} zones: some stay empty`,
          instead: `${sort}: one range for each of the ${zones} zones`,
        };
      }
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      s.aws("eu-central-1", { zones: 3, auditLog: "cloudtrail" }).network("vpc", soundNetwork);
    },
    found: ["aws/vpc", "aws/vpc"],
  },
});
