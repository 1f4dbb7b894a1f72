import type { Allowance, Price, PriceBook } from "#plinth/books/prices/price-book.ts";
import type { Span } from "#plinth/model/cost-line.ts";
import type { Day } from "#plinth/model/day.ts";

/** Which free tier an account has besides what is free for all. */
export type FreeTier = "none" | "credits-2025" | "legacy-12m";

/** What a price comes to for an account on a day. */
export interface Tariff {
  readonly price: Price;
  /** Units a month that are free. */
  readonly free: number;
}

const applies = ({ of, until }: Allowance, account: FreeTier, day: Day): boolean =>
  (of === "always" || of === account) && (until === undefined || day <= until);

/** The tariff of a key, or nothing when the book has no such price. */
export const tariffOf = (
  { facts }: PriceBook,
  key: string,
  { account, day }: { readonly account: FreeTier; readonly day: Day },
): Tariff | undefined => {
  const price = facts.prices[key];
  if (price === undefined) return undefined;
  const free = facts.allowances
    .filter((allowance) => allowance.price === key && applies(allowance, account, day))
    .reduce((sum, { units }) => sum + units, 0);
  return { price, free };
};

/** A price that bands do not change, at an end of what a market asks. */
const flat = (usd: Price["usd"], end: keyof Span): number | undefined => {
  if (typeof usd === "number") return usd;
  return "min" in usd ? usd[end] : undefined;
};

/** What so many units cost from the first on, USD. Bands count what is free, as AWS' do. */
const upTo = ({ price: { usd }, free }: Tariff, units: number, end: keyof Span): number => {
  const one = flat(usd, end);
  if (one !== undefined) return Math.max(0, units - free) * one;
  let from = free;
  let sum = 0;
  for (const band of usd as readonly { readonly upTo: number; readonly usd: number }[]) {
    if (units <= from) break;
    const to = Math.min(units, band.upTo);
    if (to > from) sum += (to - from) * band.usd;
    from = Math.max(from, band.upTo);
  }
  return sum;
};

/** What units cost that come after others of the same key, USD a month. */
export const costBetween = (tariff: Tariff, before: Span, units: Span): Span => {
  const at = (end: keyof Span): number =>
    upTo(tariff, before[end] + units[end], end) - upTo(tariff, before[end], end);
  return { min: at("min"), usual: at("usual"), max: at("max") };
};
