import type { BillLine } from "#plinth/cost/bill.ts";
import type { Span } from "#plinth/model/cost-line.ts";

const grouped = (number: string): string => number.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** Dollars and cents, e.g. `$8,168.60`. */
export const usdText = (usd: number): string => {
  const [whole = "0", cents = "00"] = Math.abs(usd).toFixed(2).split(".");
  return `${usd <= -0.005 ? "−" : ""}$${grouped(whole)}.${cents}`;
};

/** The least and the most, where they differ to the cent. */
export const rangeText = ({ min, max }: Span): string =>
  usdText(min) === usdText(max) ? "" : `${usdText(min)} to ${usdText(max)}`;

/** A number of units, to at most four significant digits before the point is reached. */
const amountText = (value: number): string => {
  if (value === 0) return "0";
  if (value >= 100) return grouped(value.toFixed(0));
  return String(Number(value.toPrecision(3)));
};

/** Units as a column has room for them. A count of things has none. */
const shortUnits: Readonly<Record<string, string>> = {
  hour: " h",
  GB: " GB",
  "GB-month": " GB",
  "vCPU-hour": " vCPU h",
  "LCU-hour": " LCU h",
};

/** A number with its unit, e.g. `1,460 h`. */
export const amountWithUnit = (value: number, unit = ""): string =>
  `${amountText(value)}${shortUnits[unit] ?? ""}`;

/** An amount of units, e.g. `1,460 h`, `100 (100 to 200) GB`. */
export const unitsText = ({ units, unit = "" }: BillLine): string => {
  if (!units) return "";
  const [min, usual, max] = [units.min, units.usual, units.max].map(amountText);
  const span = min === max ? usual : `${usual} (${min} to ${max})`;
  return `${span}${shortUnits[unit] ?? ""}`;
};

/** A price with as many digits as it needs, from two on: `$0.0496`, `$0.10`, `$0.21/million`. */
const oneText = (usd: number): string => {
  if (usd > 0 && usd < 0.0005) return `$${Number((usd * 1e6).toPrecision(4))}/million`;
  const [exact, cents] = [String(Number(usd.toPrecision(4))), usd.toFixed(2)];
  return `$${exact.length > cents.length ? exact : cents}`;
};

/** What a unit costs; what is cheaper by the band, or moves with a market, has two ends. */
export const priceText = ({ usdPerUnit }: BillLine): string => {
  if (!usdPerUnit) return "";
  const { min, max } = usdPerUnit;
  return min === max ? oneText(min) : `${oneText(min)} to ${oneText(max)}`;
};
