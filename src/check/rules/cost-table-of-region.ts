import { besideOf } from "#plinth/cost/documented.ts";
import { soundCluster, soundNetwork } from "../examples.ts";
import { monthOf, quotedMonthOf, quotedRegion } from "../month-of.ts";
import { defineRule } from "../rule.ts";

const otherGroups = { addresses: "addresses", keys: "keys" } as const;
const otherLines = { addresses: "$7.30", keys: "$1" } as const;

export const costTableOfRegion = defineRule({
  id: "cost-table-of-region",
  severity: "warning",
  why:
    "Prices differ from region to region, and what a table leaves out is paid all the same: " +
    "the total of such a table is too low by a tenth and more.",
  remedy:
    "Take prices from the region's own book, line by line; `plinth cost` prints them beside " +
    "the table.",
  source: "https://aws.amazon.com/ec2/pricing/on-demand/",
  *judge(look) {
    const bill = look.said("budget").length === 0 ? monthOf(look) : undefined;
    for (const { document, lines } of bill
      ? besideOf(look.system, bill, quotedMonthOf(look))
      : []) {
      const elsewhere = lines.filter(({ why }) => why === `it is the price of ${quotedRegion}`);
      const leftOut = lines.filter(
        ({ documentedUsd, usdPerMonth }) =>
          documentedUsd === undefined && (usdPerMonth?.min ?? 0) >= 1,
      );
      if (elsewhere.length + leftOut.length === 0) continue;
      const parts = [
        ...(elsewhere.length > 0
          ? [`has prices of ${quotedRegion} for ${elsewhere.map(({ item }) => item).join(", ")}`]
          : []),
        ...(leftOut.length > 0 ? [`leaves out ${leftOut.map(({ item }) => item).join(", ")}`] : []),
      ];
      yield {
        on: `documentedCost:${document}`,
        says: parts.join(", and "),
        instead: `what "plinth cost" says, $${bill?.usdPerMonth.usual.toFixed(0)} in all`,
      };
    }
  },
  examples: {
    good(s) {
      const aws = s.aws("us-west-1", { auditLog: "cloudtrail" });
      aws.network("vpc", soundNetwork).eks("main", soundCluster);
      const groups = { "control plane": "control plane", NAT: "nat", ...otherGroups } as const;
      const lines = { "control plane": "$73", NAT: "$70.08", ...otherLines } as const;
      s.documentedCost("table", { lines, groups, total: "$151.38" });
    },
    bad(s) {
      s.aws("us-west-1").network("vpc", soundNetwork).eks("main", soundCluster);
      const groups = { "control plane": "control plane", NAT: "nat" } as const;
      const lines = { "control plane": "$73", NAT: "$65.70" } as const;
      s.documentedCost("table", { lines, groups, total: "$138.70" });
    },
    found: ["documentedCost:table"],
  },
});
