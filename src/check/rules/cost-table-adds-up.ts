import { toUsd } from "#plinth/model/quantity.ts";
import { defineRule } from "../rule.ts";

export const costTableAddsUp = defineRule({
  id: "cost-table-adds-up",
  severity: "error",
  why:
    "A table whose lines do not make its total was not computed, and nothing in it can be " +
    "believed.",
  remedy: "Write the sum of the lines, in one unit: dollars a month.",
  source: "https://www.finops.org/framework/ section Reporting and analytics",
  *judge(look) {
    for (const { id, says } of look.said("documentedCost")) {
      const lines = Object.values(says.lines ?? {});
      const sum = lines.reduce((total, line) => total + toUsd(line), 0);
      if (lines.length === 0 || Math.abs(sum - toUsd(says.total)) < 0.5 * lines.length) continue;
      yield {
        on: `documentedCost:${id}`,
        says: `its lines make $${sum.toFixed(2)}, and it says ${says.total}`,
        instead: `total: "$${sum.toFixed(0)}"`,
      };
    }
  },
  examples: {
    good(s) {
      s.documentedCost("table", { lines: { machines: "$60", balancer: "$23" }, total: "$83" });
    },
    bad(s) {
      s.documentedCost("table", { lines: { machines: "$60", balancer: "$23" }, total: "$93" });
    },
    found: ["documentedCost:table"],
  },
});
