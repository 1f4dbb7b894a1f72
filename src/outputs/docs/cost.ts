import { usEast1 } from "#plinth/books/prices/aws/us-east-1.ts";
import { usWest1 } from "#plinth/books/prices/aws/us-west-1.ts";
import { usWest2 } from "#plinth/books/prices/aws/us-west-2.ts";
import type { PriceBook } from "#plinth/books/prices/price-book.ts";
import { type Bill, type BillLine, billOf, sumOf } from "#plinth/cost/bill.ts";
import { judgedBy } from "#plinth/cost/budget.ts";
import { regionsOf } from "#plinth/cost/lines-of.ts";
import { assumedLoad } from "#plinth/cost/load.ts";
import type { Span } from "#plinth/model/cost-line.ts";
import type { System } from "#plinth/model/system.ts";
import { section } from "./markdown.ts";

const books: ReadonlyMap<string, PriceBook> = new Map(
  [usEast1, usWest1, usWest2].map((each) => [each.facts.region, each]),
);

const usd = (amount: number): string => `$${amount.toFixed(2)}`;

/** An amount with its bounds, where autoscalers or markets give it any. */
const spanText = ({ min, usual, max }: Span): string =>
  usd(min) === usd(max) ? usd(usual) : `${usd(usual)} (${usd(min)} to ${usd(max)})`;

const groupRow = (group: string, lines: readonly BillLine[]): readonly string[] => {
  const known = lines.flatMap(({ usdPerMonth }) => (usdPerMonth ? [usdPerMonth] : []));
  const unknown = lines.filter(({ usdPerMonth }) => usdPerMonth === undefined);
  return [
    group,
    known.length === 0 ? "unknown" : spanText(sumOf(known)),
    [...new Set(unknown.map(({ item }) => item))].join(", "),
  ];
};

const totalRow = ({ usdPerMonth, unknownLines }: Bill): readonly string[] => [
  "**all that is known**",
  `**${spanText(usdPerMonth)}**`,
  unknownLines === 0 ? "" : `${unknownLines} lines`,
];

/** A month without what requests cost, at the prices of the books' own day: the page has no other. */
export const cost = (system: System): readonly string[] => {
  const used = regionsOf(system).flatMap((region) => books.get(region) ?? []);
  const [first] = used;
  if (first === undefined) return [];
  const day = used.reduce((oldest, { asOf }) => (asOf < oldest ? asOf : oldest), first.asOf);
  const bill = billOf(system, { books, load: assumedLoad, day });
  const groups = [...Map.groupBy(bill.lines, ({ group }) => group)];
  const budgets = judgedBy(system, bill).map(
    ({ budget, limitUsdPerMonth, verdict }) =>
      `\nBudget "${budget}" of ${usd(limitUsdPerMonth)}: ${verdict.replaceAll("-", " ")}.`,
  );
  return [
    ...section(
      `A month, at prices of ${day}`,
      ["part", "USD", "not known"],
      [...groups.map(([group, lines]) => groupRow(group, lines)), totalRow(bill)],
    ),
    ...budgets,
    "",
    "What depends on requests is not known here: `plinth cost --rate` says it.",
  ];
};
