import type { BillLine, Terms } from "#plinth/cost/bill.ts";
import type { Judged } from "#plinth/cost/budget.ts";
import { amountWithUnit, rangeText, usdText } from "./money.ts";
import { booksOf, type Priced } from "./priced.ts";

/** Sentences about a bill that its text and its Markdown share. */

/** What the bill is of, when, where. */
export const titleOf = ({ bill }: Priced, terms: Terms): string => {
  const books = booksOf(bill, terms)
    .map(({ facts, asOf }) => `${facts.region} at prices of ${asOf}`)
    .join(", ");
  return `${bill.system}, ${bill.profile}: a month in ${books}`;
};

/** What callers are taken to do. */
export const loadText = ({ load }: Terms): string => {
  if (load.ratePerSecond === undefined) return "no load is given: --rate 50/s";
  const parts = [
    `${load.ratePerSecond.toLocaleString("en-US")} requests/s`,
    `${load.requestBytes} bytes asked and ${load.answerBytes} answered`,
    `${load.requestsPerConnection} requests a connection`,
    load.logBytes === undefined ? "" : `${load.logBytes} bytes logged`,
    load.cpuMicrosPerRequest === undefined ? "" : `${load.cpuMicrosPerRequest} µs of processor`,
  ];
  return parts.filter((part) => part !== "").join(", ");
};

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? "" : "s"}`;

/** The total, with how far it can be trusted. */
export const totalText = ({ bill: { usdPerMonth, unknownLines } }: Priced): string => {
  const range = rangeText(usdPerMonth);
  const unknown = unknownLines === 0 ? "" : `, and ${counted(unknownLines, "line")} unknown`;
  return `${usdText(usdPerMonth.usual)}${range === "" ? "" : ` (${range})`}${unknown}`;
};

const verdictText = ({ verdict, roomUsdPerMonth: room }: Judged, { bill }: Priced): string => {
  const { usual, max } = bill.usdPerMonth;
  const unknown = counted(bill.unknownLines, "line");
  switch (verdict) {
    case "within":
      return `within: at most ${usdText(max)}`;
    case "within-as-known":
      return (
        `within as far as is known: ${usdText(usual)}; it is exceeded once the ${unknown} unknown ` +
        `come to more than ${usdText(room)}${max > usual + room ? `, and at most: ${usdText(max)}` : ""}`
      );
    case "over-at-most":
      return `within as expected, over at most: ${usdText(max)}`;
    case "over": {
      const more = bill.unknownLines === 0 ? "" : `, and ${unknown} unknown come on top`;
      return `over by ${usdText(-room)}: ${usdText(usual)} are expected${more}`;
    }
    case "unknown":
      return `unknown: nothing of the bill is known`;
  }
};

/** One sentence for each budget. */
export const budgetTexts = (priced: Priced): string[] =>
  priced.budgets.map(
    (judged) =>
      `budget "${judged.budget}", ${usdText(judged.limitUsdPerMonth)}: ${verdictText(judged, priced)}`,
  );

/** One sentence for each cluster whose control plane is on machines of one's own. */
export const controlPlaneTexts = ({ controlPlanes }: Priced): string[] =>
  controlPlanes.map(({ cluster, servers, usdPerMonth, managedUsdPerMonth }) => {
    const saved = managedUsdPerMonth - usdPerMonth;
    const machines = servers === 1 ? "its server is" : `its ${servers} servers are`;
    return (
      `control plane of "${cluster}": ${machines} ${usdText(usdPerMonth)}, EKS would be ` +
      `${usdText(managedUsdPerMonth)} in place of that, which is ${usdText(Math.abs(saved))} ` +
      (saved < 0 ? "less" : "more")
    );
  });

/** Which flags would tell what is unknown; nothing when no flag would. */
export const tellingText = ({ bill }: Priced): string | undefined => {
  // A price that is missing is a complaint, and no flag would help.
  const open = bill.lines.filter((line) => !line.usdPerMonth && line.source);
  const flags = [...Map.groupBy(open, ({ missing = "--know" }) => missing)];
  if (flags.length === 0) return undefined;
  const told = flags.map(([flag, lines]) => {
    if (flag !== "--know") return `${flag} (${counted(lines.length, "line")})`;
    const items = [...new Set(lines.map(({ item, unit }) => `"${item}" in ${unit}`))];
    return `${flag} (${items.join(", ")})`;
  });
  return `what is unknown would be told by ${told.join(", ")}`;
};

/** What is to be said of one line: why it is unknown, what is free, what its kind notes. */
export const noteOf = ({ unknown, freeUnits, unit, notes }: BillLine): string => {
  const free =
    freeUnits && freeUnits.max > 0 ? [`${amountWithUnit(freeUnits.max, unit)} of it free`] : [];
  return [...(unknown === undefined ? [] : [unknown]), ...free, ...notes].join("; ");
};

/** The sources of a bill, by key of the price, sorted. */
export const sourcesOf = ({ bill }: Priced): [key: string, says: string, grade: string][] => {
  const byKey = new Map(
    bill.lines.flatMap(({ price, source }) => (source ? [[price, source] as const] : [])),
  );
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { says, grade }]) => [key, says, grade]);
};

/** The keys of prices that nobody has seen in a price list or on a page of the seller's. */
export const hearsayOf = (priced: Priced): string[] =>
  sourcesOf(priced).flatMap(([key, , grade]) => (grade === "hearsay" ? [key] : []));
