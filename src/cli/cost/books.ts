import { awsPrices } from "#plinth/books/prices/aws/index.ts";
import type { PriceBook } from "#plinth/books/prices/price-book.ts";
import { regionsOf } from "#plinth/cost/lines-of.ts";
import { awsRegions } from "#plinth/kinds/aws/regions.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { System } from "#plinth/model/system.ts";
import { didYouMean } from "#plinth/project/nearest.ts";

/** Refuses a region that AWS does not have. */
export const knownRegion = (region: string): string => {
  if (Object.hasOwn(awsRegions, region)) return region;
  const meant = didYouMean(region, Object.keys(awsRegions)) || "; write e.g. us-east-1";
  throw new Refusal("usage", `AWS has no region "${region}"${meant}`);
};

/** The region whose prices documents tend to quote. */
export const referenceRegion = "us-east-1";

/** The price books of the regions that systems are paid in, by region; and the reference. */
export const booksFor = (systems: readonly System[]): ReadonlyMap<string, PriceBook> => {
  const books = new Map<string, PriceBook>();
  for (const region of new Set([...systems.flatMap(regionsOf), referenceRegion])) {
    const book = awsPrices.get(region);
    if (!book) {
      const has = [...awsPrices.keys()].join(", ");
      throw new Refusal("book", `there is no price book of "${region}"; there are: ${has}`);
    }
    books.set(region, book);
  }
  return books;
};
