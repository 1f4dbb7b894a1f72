import type { Book } from "#plinth/books/book.ts";
import type { Day } from "#plinth/model/day.ts";

/** Where a price was read. */
export interface PriceSource {
  /** Title, or the document's own words with its address. */
  readonly says: string;
  /**
   * How near it is to the seller: his machine-readable price list or page as somebody kept it, or
   * only what others write of it. A bill names the prices that are only hearsay.
   */
  readonly grade: "price list" | "page" | "hearsay";
}

/** What one unit costs. */
export interface Price {
  /**
   * United States dollars a unit: one price; or bands, each up to so many units a month; or what a
   * market did, from the least to the most that can be asked.
   */
  readonly usd:
    | number
    | readonly { readonly upTo: number; readonly usd: number }[]
    | { readonly min: number; readonly usual: number; readonly max: number };
  readonly unit:
    | "hour"
    | "GB"
    | "GB-month"
    | "month"
    | "vCPU-hour"
    | "LCU-hour"
    | "request"
    | "observation";
  /** A key of the book's sources. */
  readonly source: string;
  readonly note?: string;
}

/** Units a month that cost nothing. */
export interface Allowance {
  /** The key of the price. */
  readonly price: string;
  readonly units: number;
  /** Which accounts have it: all for ever, or those of the free tier that ended. */
  readonly of: "always" | "legacy-12m";
  /** The last day on which any account can have it. @default none */
  readonly until?: Day;
  readonly source: string;
}

/** What a price book holds. */
export interface PriceFacts {
  readonly provider: "aws";
  readonly region: string;
  readonly sources: Readonly<Record<string, PriceSource>>;
  /** By key, e.g. `nat.hour`. A price without a source is not here, and what needs it is unknown. */
  readonly prices: Readonly<Record<string, Price>>;
  readonly allowances: readonly Allowance[];
}

/** The prices of one provider in one region. */
export type PriceBook = Book<PriceFacts>;
