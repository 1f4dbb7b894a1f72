import type { PriceBook } from "../price-book.ts";
import { usEast1 } from "./us-east-1.ts";
import { usWest1 } from "./us-west-1.ts";
import { usWest2 } from "./us-west-2.ts";

/** The price books of AWS by region. */
export const awsPrices: ReadonlyMap<string, PriceBook> = new Map(
  [usEast1, usWest1, usWest2].map((book) => [book.facts.region, book]),
);
