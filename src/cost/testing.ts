import { usEast1 } from "#plinth/books/prices/aws/us-east-1.ts";
import { usWest1 } from "#plinth/books/prices/aws/us-west-1.ts";
import type { PriceBook } from "#plinth/books/prices/price-book.ts";
import type { BillLine, Terms } from "./bill.ts";
import { assumedLoad } from "./load.ts";

const books = new Map<string, PriceBook>([
  ["us-east-1", usEast1],
  ["us-west-1", usWest1],
]);

/** Terms of a day on which the books are young: no rate, nothing in logs, 13 µs a request. */
export const terms: Terms = {
  books,
  load: { ...assumedLoad, logBytes: 0, cpuMicrosPerRequest: 13 },
  day: "2026-11-21",
};

/** The same at a rate, requests a second. */
export const at = (ratePerSecond: number): Terms => ({
  ...terms,
  load: { ...terms.load, ratePerSecond },
});

/** What a line is expected to cost, by its item; to the cent. */
export const usualOf = (lines: readonly BillLine[], item: string): number | undefined => {
  const usd = lines.find((line) => line.item === item)?.usdPerMonth?.usual;
  return usd === undefined ? undefined : Math.round(usd * 100) / 100;
};
