import { toUsd } from "#plinth/model/quantity.ts";
import type { System } from "#plinth/model/system.ts";
import type { Bill } from "./bill.ts";

/** How a bill stands to a budget; `unknown`: what is known is within, but not all is known. */
export type BudgetVerdict = "within" | "over-at-most" | "over" | "unknown";

export interface Judged {
  /** The id of the budget. */
  readonly budget: string;
  readonly usdPerMonth: number;
  readonly verdict: BudgetVerdict;
}

const verdictOf = (limit: number, { total, unknownLines }: Bill): BudgetVerdict => {
  if (total.usual > limit) return "over";
  if (unknownLines > 0) return "unknown";
  return total.max > limit ? "over-at-most" : "within";
};

/** What each budget of the system says to its bill. */
export const judgedBy = ({ statements }: System, bill: Bill): Judged[] =>
  statements.flatMap((said) => {
    if (said.type !== "budget" || said.phase === "future") return [];
    const usdPerMonth = toUsd(said.says.perMonth);
    return [{ budget: said.id, usdPerMonth, verdict: verdictOf(usdPerMonth, bill) }];
  });
