import { soundCluster, soundNetwork } from "../examples.ts";
import { monthOf, promisesOfMoney } from "../month-of.ts";
import { defineRule } from "../rule.ts";

const shown = (usd: number): string => `$${usd.toFixed(0)}`;

export const moneyCoversFloor = defineRule({
  id: "money-covers-floor",
  severity: "error",
  why:
    "What stands there by the hour is paid before the first request: a budget below it is " +
    "broken on the day on which it is made.",
  remedy:
    "Promise what it costs at least, or take away what is paid by the hour; `plinth cost` " +
    "shows the lines.",
  source:
    "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
  *judge(look) {
    const bill = monthOf(look);
    for (const { on, usd } of bill ? promisesOfMoney(look) : []) {
      const floor = bill?.usdPerMonth.min ?? 0;
      if (usd >= floor) continue;
      yield {
        on,
        says: `promises ${shown(usd)} a month, and without any load it costs ${shown(floor)} at least`,
        instead: `${shown(Math.ceil(floor / 10) * 10)} or more`,
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
      s.aws("us-east-1").network("vpc", soundNetwork).eks("main", soundCluster);
      s.budget("month", { perMonth: "$50", alertAt: ["80%", "100%"] });
    },
    found: ["budget:month"],
  },
});
