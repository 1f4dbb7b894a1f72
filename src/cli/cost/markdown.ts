import { besideProfiles } from "#plinth/cost/beside-profiles.ts";
import type { Terms } from "#plinth/cost/bill.ts";
import { besideRows, knownText } from "./bill-lines.ts";
import { cellText } from "./compare-lines.ts";
import {
  budgetTexts,
  controlPlaneTexts,
  hearsayOf,
  loadText,
  noteOf,
  tellingText,
  titleOf,
  totalText,
} from "./facts.ts";
import { priceText, rangeText, unitsText, usdText } from "./money.ts";
import type { Priced } from "./priced.ts";

/** The same as text for a pull request: GitHub's Markdown. */

const escaped = (text: string): string => text.replaceAll("|", "\\|");

const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;

/** A table; the columns that hold numbers are set to the right. */
const table = (
  heads: readonly string[],
  right: readonly number[],
  rows: readonly (readonly string[])[],
): string[] => [
  row(heads),
  row(heads.map((_, i) => (right.includes(i) ? "--:" : ":--"))),
  ...rows.map(row),
];

const usd = (amount: number | undefined): string => (amount === undefined ? "" : usdText(amount));

const documentParts = ({ documents }: Priced): string[] =>
  documents.flatMap((beside) => [
    "",
    ...table(
      ["the document", "says", "it is", ""],
      [1, 2],
      besideRows(beside).map((line) => [
        line.item,
        usd(line.documentedUsd),
        knownText(line),
        line.why,
      ]),
    ),
  ]);

/** One bill as Markdown. */
export const billMarkdown = (priced: Priced, terms: Terms): string[] => {
  const hearsay = hearsayOf(priced);
  const telling = tellingText(priced);
  return [
    `### ${titleOf(priced, terms)}`,
    "",
    `**${totalText(priced)}**; ${loadText(terms)}`,
    ...budgetTexts(priced).map((text) => `\n${text}`),
    ...(telling === undefined ? [] : [`\n${telling}`]),
    "",
    ...table(
      ["item", "of", "units", "a unit", "a month", "range", "price", ""],
      [2, 3, 4],
      priced.bill.lines.map((line) => [
        line.item,
        `\`${line.node}\``,
        unitsText(line),
        priceText(line),
        line.usdPerMonth ? usdText(line.usdPerMonth.usual) : "**unknown**",
        line.usdPerMonth ? rangeText(line.usdPerMonth) : "",
        `\`${line.price}\``,
        noteOf(line),
      ]),
    ),
    ...documentParts(priced),
    ...(hearsay.length > 0
      ? ["", `Prices by hearsay: ${hearsay.map((key) => `\`${key}\``).join(", ")}.`]
      : []),
  ];
};

/** Profiles side by side as Markdown. */
export const compareMarkdown = (all: readonly Priced[], terms: Terms): string[] => {
  const bills = all.map(({ bill }) => bill);
  const heads = ["a month", ...bills.map(({ profile }) => profile)];
  const right = bills.map((_, i) => i + 1);
  return [
    `### ${bills[0]?.system ?? ""}: ${bills.map(({ profile }) => profile).join(" beside ")}`,
    "",
    loadText(terms),
    "",
    ...table(heads, right, [
      ...besideProfiles(bills).map((group) => [
        group.group,
        ...bills.map((_, i) => cellText(group, i)),
      ]),
      ["**in all**", ...all.map((priced) => totalText(priced))],
    ]),
    ...all.flatMap((priced) =>
      [...budgetTexts(priced), ...controlPlaneTexts(priced)].map((text) => `\n${text}`),
    ),
  ];
};
