import { hoursPerMonth, type Span, times } from "#plinth/model/cost-line.ts";
import type { System } from "#plinth/model/system.ts";
import { billOf, type Terms } from "./bill.ts";

/** One point of the curve. */
export interface Point {
  readonly ratePerSecond: number;
  readonly usdPerMonth: Span;
  readonly usdPerMillionRequests: Span;
  /** Lines that are in neither. */
  readonly unknownLines: number;
}

/** The rates that a curve is drawn at unless others are wanted, requests a second. */
export const curveRates = [1, 10, 50, 100, 1_000, 10_000, 100_000] as const;

/** What the system costs at each rate. */
export const curveOf = (system: System, terms: Terms, rates: readonly number[]): Point[] =>
  rates.map((ratePerSecond) => {
    const { usdPerMonth, unknownLines } = billOf(system, {
      ...terms,
      load: { ...terms.load, ratePerSecond },
    });
    const millions = (ratePerSecond * hoursPerMonth * 3_600) / 1e6;
    const usdPerMillionRequests = times(usdPerMonth, 1 / millions);
    return { ratePerSecond, usdPerMonth, usdPerMillionRequests, unknownLines };
  });
