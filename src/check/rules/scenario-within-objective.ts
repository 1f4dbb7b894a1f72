import { toMs } from "#plinth/model/quantity.ts";
import { soundZoneLoss } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const scenarioWithinObjective = defineRule({
  id: "scenario-within-objective",
  severity: "error",
  why: "A scenario that takes longer than the recovery objective breaks it each time it happens.",
  remedy: "Recover faster, or promise less.",
  source:
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/plan-for-disaster-recovery-dr.html",
  *judge(look) {
    for (const { id, says } of look.said("objective")) {
      if (says.recoveryTime === undefined || says.of !== undefined) continue;
      for (const scenario of look.said("scenario")) {
        const { within } = scenario.says;
        if (within === undefined || toMs(within) <= toMs(says.recoveryTime)) continue;
        yield {
          on: `objective:${id}`,
          says: `promises ${says.recoveryTime}, and scenario "${scenario.id}" takes up to ${within}`,
          instead: `recoveryTime: "${within}"`,
        };
      }
    }
  },
  examples: {
    good(s) {
      s.objective("recovery", { recoveryTime: "5m" });
      s.scenario("zone", { ...soundZoneLoss, within: "5m" });
    },
    bad(s) {
      s.objective("recovery", { recoveryTime: "5m" });
      s.scenario("zone", { ...soundZoneLoss, within: "30m" });
    },
    found: ["objective:recovery"],
  },
});
