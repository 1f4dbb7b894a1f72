import type { Terms } from "#plinth/cost/bill.ts";
import type { Point } from "#plinth/cost/curve.ts";
import { type Column, tableLines } from "../render/table.ts";
import type { Look } from "./bill-lines.ts";
import { loadText, titleOf } from "./facts.ts";
import { rangeText, usdText } from "./money.ts";
import type { Priced } from "./priced.ts";

/** Of what is unknown at a rate, a curve can only say that it is there. */
const more = ({ unknownLines }: Point): string =>
  unknownLines === 0 ? "" : `and ${unknownLines} unknown`;

/** Dollars with the digits that a price of requests needs, e.g. `$0.0418`. */
const fineText = (usd: number): string =>
  usd >= 1 ? usdText(usd) : `$${Number(usd.toPrecision(3))}`;

const columns: Column<Point>[] = [
  {
    head: "requests/s",
    cell: ({ ratePerSecond }) => ratePerSecond.toLocaleString("en-US"),
    right: true,
  },
  { head: "a month", cell: ({ usdPerMonth }) => usdText(usdPerMonth.usual), right: true },
  { head: "range", cell: ({ usdPerMonth }) => rangeText(usdPerMonth) },
  {
    head: "a million requests",
    cell: ({ usdPerMillionRequests }) => fineText(usdPerMillionRequests.usual),
    right: true,
  },
  { head: "", cell: more },
];

/** What the system costs at each rate, for a person. */
export const curveLines = (
  priced: Priced,
  points: readonly Point[],
  terms: Terms,
  look: Look,
): string[] => [
  look.colours.bold(titleOf(priced, terms)),
  loadText({
    ...terms,
    load: { ...terms.load, ratePerSecond: points[0]?.ratePerSecond ?? 1 },
  }).replace(/^[^,]*, /, ""),
  "",
  ...tableLines(columns, points, look),
];
