import { soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { monthOf, promisesOfMoney } from "../month-of.ts";
import { defineRule } from "../rule.ts";

const shown = (usd: number): string => `$${usd.toFixed(0)}`;

export const moneyCoversMost = defineRule({
  id: "money-covers-most",
  severity: "warning",
  why:
    "Autoscalers add machines when they are needed, and need not ask: a budget for the least " +
    "is broken by the first busy month.",
  remedy: "Promise what it costs with all autoscalers at their most, or lower their `max`.",
  source:
    "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
  *judge(look) {
    const bill = monthOf(look);
    for (const { on, usd } of bill ? promisesOfMoney(look) : []) {
      const { min, max } = bill?.usdPerMonth ?? { min: 0, max: 0 };
      if (usd < min || usd >= max) continue;
      yield {
        on,
        says: `promises ${shown(usd)} a month, and at its most it costs ${shown(max)} before any load`,
        instead: `${shown(Math.ceil(max / 10) * 10)} or more, or a lower max`,
      };
    }
  },
  examples: {
    good(s) {
      const aws = s.aws("us-east-1", { auditLog: "cloudtrail" });
      aws.network("vpc", soundNetwork).eks("main", soundCluster);
      s.budget("month", { perMonth: "$500", alertAt: ["80%", "100%"] });
    },
    bad(s) {
      const main = s.aws("us-east-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, type: "t3.medium", max: 10 });
      s.budget("month", { perMonth: "$300", alertAt: ["80%", "100%"] });
    },
    found: ["budget:month"],
  },
});
