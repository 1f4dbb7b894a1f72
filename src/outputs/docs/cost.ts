import { awsPrices } from "#plinth/books/prices/aws/index.ts";
import { type Bill, type BillLine, billOf, sumOf } from "#plinth/cost/bill.ts";
import { judgedBy } from "#plinth/cost/budget.ts";
import { regionsOf } from "#plinth/cost/lines-of.ts";
import { assumedLoad } from "#plinth/cost/load.ts";
import type { Span } from "#plinth/model/cost-line.ts";
import type { System } from "#plinth/model/system.ts";
import { section } from "./markdown.ts";

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
  const used = regionsOf(system).flatMap((region) => awsPrices.get(region) ?? []);
  const [first] = used;
  if (first === undefined) return [];
  const day = used.reduce((oldest, { asOf }) => (asOf < oldest ? asOf : oldest), first.asOf);
  const bill = billOf(system, { books: awsPrices, load: assumedLoad, day });
  const groups = [...Map.groupBy(bill.lines, ({ group }) => group)];
  const budgets = judgedBy(system, bill).map(
    ({ budget, limitUsdPerMonth, verdict, roomUsdPerMonth: room }) =>
      `\nBudget "${budget}" of ${usd(limitUsdPerMonth)}: ${verdict.replaceAll("-", " ")}` +
      `${room < 0 ? `, by ${usd(-room)}` : `, ${usd(room)} are left`}.`,
  );
  return [
    ...section(
      `A month, at prices of ${day}`,
      ["part", "USD", "not known"],
      [...groups.map(([group, lines]) => groupRow(group, lines)), totalRow(bill)],
    ),
    ...budgets,
    ...(budgets.length === 0
      ? []
      : [
          "",
          "AWS itself compares a budget with all that the account spends, other systems included.",
        ]),
    "",
    "What depends on requests is not known here: `plinth cost --rate` says it.",
  ];
};
