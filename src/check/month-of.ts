import { usEast1 } from "#plinth/books/prices/aws/us-east-1.ts";
import { usWest1 } from "#plinth/books/prices/aws/us-west-1.ts";
import { usWest2 } from "#plinth/books/prices/aws/us-west-2.ts";
import type { PriceBook } from "#plinth/books/prices/price-book.ts";
import { type Bill, billOf } from "#plinth/cost/bill.ts";
import { assumedLoad } from "#plinth/cost/load.ts";
import { asIf } from "#plinth/cost/what-if.ts";
import { toUsd } from "#plinth/model/quantity.ts";
import type { Look } from "./look.ts";

const books: ReadonlyMap<string, PriceBook> = new Map(
  [usEast1, usWest1, usWest2].map((book) => [book.facts.region, book]),
);

/** The region whose prices documents tend to quote. */
export const quotedRegion = "us-east-1";

const bills = new WeakMap<Look, Bill | undefined>();

/**
 * What a system costs a month without any load, which is the least; undefined when there is no price
 * book of a region of it.
 */
export const monthOf = (look: Look): Bill | undefined => {
  if (!bills.has(look)) {
    const regions = look.of("aws").map(({ props }) => props.region);
    const known = regions.flatMap((region) => books.get(region) ?? []);
    for (const book of known) look.read(book);
    const priced = regions.length > 0 && known.length === regions.length;
    const terms = { books, load: assumedLoad, day: look.day };
    bills.set(look, priced ? billOf(look.system, terms) : undefined);
  }
  return bills.get(look);
};

/** The same system's month in the region that documents quote. */
export const quotedMonthOf = (look: Look): Bill =>
  billOf(asIf(look.system, { region: quotedRegion }), { books, load: assumedLoad, day: look.day });

/** What is promised of money: budgets; where there are none, what the document says it costs. */
export const promisesOfMoney = (look: Look): { readonly on: string; readonly usd: number }[] => {
  const budgets = look.said("budget");
  if (budgets.length > 0) {
    return budgets.map(({ id, says }) => ({ on: `budget:${id}`, usd: toUsd(says.perMonth) }));
  }
  const { profile, profiles } = look.system;
  return look.said("documentedCost").flatMap(({ id, says }) => {
    const about = profiles.includes(id) ? id : profiles[0];
    return about === profile ? [{ on: `documentedCost:${id}`, usd: toUsd(says.total) }] : [];
  });
};
