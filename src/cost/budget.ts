import { toUsd } from "#plinth/model/quantity.ts";
import type { System } from "#plinth/model/system.ts";
import type { Bill } from "./bill.ts";

/** How a bill stands to a budget; `unknown`: what is known is within, but not all is known. */
export type BudgetVerdict = "within" | "over-at-most" | "over" | "unknown";

export interface Judged {
  /** The id of the budget. */
  readonly budget: string;
  readonly limitUsdPerMonth: number;
  readonly verdict: BudgetVerdict;
}

const verdictOf = (limit: number, { usdPerMonth, unknownLines }: Bill): BudgetVerdict => {
  if (usdPerMonth.usual > limit) return "over";
  if (unknownLines > 0) return "unknown";
  return usdPerMonth.max > limit ? "over-at-most" : "within";
};

/** What each budget of the system says to its bill. */
export const judgedBy = ({ statements }: System, bill: Bill): Judged[] =>
  statements.flatMap((said) => {
    if (said.type !== "budget" || said.phase === "future") return [];
    const limit = toUsd(said.says.perMonth);
    return [{ budget: said.id, limitUsdPerMonth: limit, verdict: verdictOf(limit, bill) }];
  });
