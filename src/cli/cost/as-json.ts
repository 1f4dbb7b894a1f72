import type { Terms } from "#plinth/cost/bill.ts";
import type { Point } from "#plinth/cost/curve.ts";
import { booksOf, type Priced } from "./priced.ts";

const billJson = (priced: Priced, terms: Terms): object => {
  const { bill, budgets, documents, controlPlanes } = priced;
  return {
    ...bill,
    books: booksOf(bill, terms).map(({ name, asOf, expires }) => ({ name, asOf, expires })),
    budgets,
    documents,
    ...(controlPlanes.length > 0 && { controlPlanes }),
  };
};

/** What `--json` prints: one bill for each profile, and the curve if it was asked for. */
export const asJson = (
  all: readonly Priced[],
  terms: Terms,
  curve: readonly Point[] | undefined,
): object => ({
  day: terms.day,
  load: terms.load,
  bills: all.map((priced) => billJson(priced, terms)),
  ...(curve && { curve }),
});
