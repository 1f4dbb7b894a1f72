import { toUsd } from "#plinth/model/quantity.ts";
import type { System } from "#plinth/model/system.ts";
import type { Bill } from "./bill.ts";

/**
 * How a bill stands to a budget.
 * - `within`: all is known, and the most that it can come to is within;
 * - `within-as-known`: what is known is within, and some lines are not known;
 * - `over-at-most`: all is known and within as expected, but not when everything scales up;
 * - `over`: what is known is over as expected, whatever else there is;
 * - `unknown`: nothing of the bill is known.
 */
export type BudgetVerdict = "within" | "within-as-known" | "over-at-most" | "over" | "unknown";

export interface Judged {
  /** The id of the budget. */
  readonly budget: string;
  readonly limitUsdPerMonth: number;
  readonly verdict: BudgetVerdict;
  /**
   * What is left of the limit as expected, for lines that are not known: below 0 it is exceeded by
   * so much.
   */
  readonly roomUsdPerMonth: number;
}

const verdictOf = (limit: number, { usdPerMonth, lines, unknownLines }: Bill): BudgetVerdict => {
  if (usdPerMonth.usual > limit) return "over";
  if (unknownLines > 0) return unknownLines === lines.length ? "unknown" : "within-as-known";
  return usdPerMonth.max > limit ? "over-at-most" : "within";
};

/** What each budget of the system says to its bill. */
export const judgedBy = ({ statements }: System, bill: Bill): Judged[] =>
  statements.flatMap((said) => {
    if (said.type !== "budget" || said.phase === "future") return [];
    const limitUsdPerMonth = toUsd(said.says.perMonth);
    return [
      {
        budget: said.id,
        limitUsdPerMonth,
        verdict: verdictOf(limitUsdPerMonth, bill),
        roomUsdPerMonth: limitUsdPerMonth - bill.usdPerMonth.usual,
      },
    ];
  });
