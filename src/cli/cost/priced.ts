import type { PriceBook } from "#plinth/books/prices/price-book.ts";
import { type Bill, billOf, type Terms } from "#plinth/cost/bill.ts";
import { type Judged, judgedBy } from "#plinth/cost/budget.ts";
import { type Beside, besideOf } from "#plinth/cost/documented.ts";
import { type OwnControlPlane, ownControlPlanes } from "#plinth/cost/own-control-plane.ts";
import { asIf } from "#plinth/cost/what-if.ts";
import { exitCodes } from "#plinth/model/refusal.ts";
import type { System } from "#plinth/model/system.ts";
import { referenceRegion } from "./books.ts";

/** A system in one profile with its bill, and with what stands beside it. */
export interface Priced {
  readonly system: System;
  readonly bill: Bill;
  readonly budgets: readonly Judged[];
  readonly documents: readonly Beside[];
  readonly controlPlanes: readonly OwnControlPlane[];
}

/** The books that a bill rests on, in order of region. */
export const booksOf = ({ lines }: Bill, { books }: Terms): PriceBook[] =>
  [...new Set(lines.map(({ region }) => region))].sort().flatMap((region) => {
    const book = books.get(region);
    return book ? [book] : [];
  });

/** Prices a system and asks its budgets and its documents. */
export const priced = (system: System, terms: Terms): Priced => {
  const all = billOf(system, terms);
  const reference = billOf(asIf(system, { region: referenceRegion }), terms);
  const used = new Set(all.lines.map(({ region }) => region));
  // A book that only documents are compared with is nobody's business.
  const books = new Map([...terms.books].filter(([region]) => used.has(region)));
  const { complaints } = billOf(system, { ...terms, books });
  const bill = { ...all, complaints };
  return {
    system,
    bill,
    budgets: judgedBy(system, bill),
    documents: besideOf(system, bill, reference),
    controlPlanes: ownControlPlanes(system, terms, bill),
  };
};

/** 5 when a budget is broken, 6 when a book is wanting, 0 otherwise. */
export const exitCodeOf = (all: readonly Priced[]): number => {
  const isOver = all.some(({ budgets }) => budgets.some(({ verdict }) => verdict === "over"));
  if (isOver) return exitCodes.budget;
  return all.some(({ bill }) => bill.complaints.length > 0) ? exitCodes.book : exitCodes.done;
};
