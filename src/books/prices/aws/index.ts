import type { PriceBook } from "../price-book.ts";

/** The price books of AWS by region, each loaded when it is asked for. */
export const awsPrices: Readonly<Record<string, () => Promise<PriceBook>>> = {
  "us-east-1": async () => (await import("./us-east-1.ts")).usEast1,
  "us-west-1": async () => (await import("./us-west-1.ts")).usWest1,
  "us-west-2": async () => (await import("./us-west-2.ts")).usWest2,
};
