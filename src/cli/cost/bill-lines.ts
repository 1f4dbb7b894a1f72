import type { BillLine, Terms } from "#plinth/cost/bill.ts";
import type { Beside, BesideLine } from "#plinth/cost/documented.ts";
import type { Colours } from "../render/colours.ts";
import { shortNames } from "../render/names.ts";
import { type Column, tableLines } from "../render/table.ts";
import { wrapped } from "../render/wrapped.ts";
import {
  budgetTexts,
  controlPlaneTexts,
  hearsayOf,
  loadText,
  noteOf,
  sourcesOf,
  tellingText,
  titleOf,
  totalText,
} from "./facts.ts";
import { priceText, rangeText, unitsText, usdText } from "./money.ts";
import type { Priced } from "./priced.ts";

/** How wide, in which colours, and how much is shown. */
export interface Look {
  readonly colours: Colours;
  readonly width: number;
  /** Whether each price is shown with where it was read. */
  readonly sources: boolean;
}

const columnsOf = (names: ReadonlyMap<string, string>, colours: Colours): Column<BillLine>[] => [
  { head: "item", cell: ({ item }) => item },
  { head: "of", cell: ({ node }) => names.get(node) ?? node, leaves: 3 },
  { head: "units", cell: unitsText, right: true, leaves: 2 },
  { head: "a unit", cell: priceText, right: true, leaves: 1 },
  {
    head: "a month",
    cell: ({ usdPerMonth }) =>
      usdPerMonth ? usdText(usdPerMonth.usual) : colours.yellow("unknown"),
    right: true,
  },
  { head: "range", cell: ({ usdPerMonth }) => (usdPerMonth ? rangeText(usdPerMonth) : "") },
  { head: "price", cell: ({ price }) => colours.dim(price), leaves: 4 },
  { head: "", cell: (line) => colours.dim(noteOf(line)), leaves: 5 },
];

/** What is known of a line beside a document's; what is not is a question mark. */
export const knownText = ({ usdPerMonth, unknownLines }: BesideLine): string =>
  usdPerMonth ? `${usdText(usdPerMonth.usual)}${unknownLines > 0 ? " + ?" : ""}` : "unknown";

const besideColumns: Column<BesideLine>[] = [
  { head: "the document", cell: ({ item }) => item },
  {
    head: "says",
    cell: ({ documentedUsd }) => (documentedUsd === undefined ? "" : usdText(documentedUsd)),
    right: true,
  },
  {
    head: "it is",
    cell: knownText,
    right: true,
  },
  {
    head: "differs by",
    cell: ({ documentedUsd = 0, usdPerMonth }) =>
      usdPerMonth ? usdText(usdPerMonth.usual - documentedUsd) : "",
    right: true,
  },
  { head: "", cell: ({ why }) => why },
];

/** A document's table as the rows of one, its total last. */
export const besideRows = (beside: Beside): BesideLine[] => [
  ...beside.lines,
  {
    item: `"${beside.document}" in all`,
    documentedUsd: beside.documentedUsd,
    usdPerMonth: beside.usdPerMonth,
    unknownLines: beside.unknownLines,
    why: beside.why,
  },
];

const besideLines = ({ documents }: Priced, look: Look): string[] => {
  if (documents.length === 0) return [];
  // What has lines to compare comes before what is only a total.
  const inOrder = [...documents].sort((a, b) => b.lines.length - a.lines.length);
  const rows = inOrder.flatMap(besideRows);
  return ["", ...tableLines(besideColumns, rows, look)];
};

const sourceLines = (priced: Priced, look: Look): string[] =>
  look.sources
    ? [
        "",
        ...sourcesOf(priced).flatMap(([key, says, grade]) =>
          wrapped("", `${key} (${grade}): ${says}`, look.width),
        ),
      ]
    : [];

/** A bill for a person. */
export const billLines = (priced: Priced, terms: Terms, look: Look): string[] => {
  const { bill } = priced;
  const { colours } = look;
  if (bill.lines.length === 0) return [`nothing in "${bill.system}" has a price here`];
  const kinds = [...priced.system.nodes.values()];
  const names = shortNames(kinds);
  const hearsay = hearsayOf(priced);
  const telling = tellingText(priced);
  return [
    colours.bold(titleOf(priced, terms)),
    loadText(terms),
    "",
    ...tableLines(columnsOf(names, colours), bill.lines, look),
    "",
    `${colours.bold("in all")}  ${totalText(priced)}`,
    ...budgetTexts(priced).flatMap((text) => wrapped("", text, look.width)),
    ...controlPlaneTexts(priced).flatMap((text) => wrapped("", text, look.width)),
    ...(telling === undefined ? [] : wrapped("", colours.dim(telling), look.width)),
    ...(hearsay.length > 0
      ? wrapped("", colours.dim(`prices by hearsay: ${hearsay.join(", ")}`), look.width)
      : []),
    ...besideLines(priced, look),
    ...sourceLines(priced, look),
  ];
};
