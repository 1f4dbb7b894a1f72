import type { Quantity, Span } from "#plinth/model/cost-line.ts";
import { billedCapacity, capacityUnits } from "./capacity-units.ts";
import { type Load, loadOver } from "./load.ts";

/** Units a month with what is to be said of them, or why nobody can tell. */
export type Units =
  | { readonly units: Span; readonly note?: string }
  | { readonly unknown: string; readonly missing?: string };

const needs = (missing: string): Units => ({ unknown: `depends on ${missing}`, missing });

const least = (value: number): number => Math.max(0, value);

/** A count to at most three significant digits, e.g. `198`, `0.0286`. */
const rounded = (value: number): string => String(Number(value.toPrecision(3)));

/** What a quantity comes to under a load. */
export const unitsOf = (quantity: Quantity, load: Load): Units => {
  if ("unknown" in quantity) return { unknown: quantity.unknown };
  if ("min" in quantity) return { units: quantity };
  if ("capacityUnits" in quantity) {
    const { ratePerSecond } = load;
    if (ratePerSecond === undefined) return needs("--rate");
    const units = capacityUnits({ ...load, ratePerSecond }, quantity.capacityUnits);
    const { by, hours } = billedCapacity(units);
    const note = `${rounded(units[by])} units by ${by}`;
    return { units: { min: hours, usual: hours, max: hours }, note };
  }
  const measured = loadOver(load, quantity.per);
  if (typeof measured !== "number") return needs(measured.missing);
  const { each, beyond = { min: 0, usual: 0, max: 0 } } = quantity;
  // What is included is most where there are most machines: then least is paid for.
  return {
    units: {
      min: least(measured * each.min - beyond.max),
      usual: least(measured * each.usual - beyond.usual),
      max: least(measured * each.max - beyond.min),
    },
  };
};
