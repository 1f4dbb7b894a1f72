import type { CostGroup, Span } from "#plinth/model/cost-line.ts";
import { toUsd } from "#plinth/model/quantity.ts";
import type { Statement } from "#plinth/model/statement.ts";
import type { System } from "#plinth/model/system.ts";
import { type Bill, type BillLine, sumOf } from "./bill.ts";

/** One line of a document's table beside what it comes to. */
export interface BesideLine {
  readonly item: string;
  /** A line of the bill that the document leaves out has none. */
  readonly documentedUsd?: number;
  /** Of what is known; nothing when none of it is. */
  readonly usdPerMonth?: Span;
  /** How many lines of the bill are not in it. */
  readonly unknownLines: number;
  /** Why the two differ, as a clause; empty when they do not. */
  readonly why: string;
}

/** A document's table beside the bill. */
export interface Beside {
  /** The id of the statement. */
  readonly document: string;
  readonly lines: readonly BesideLine[];
  readonly documentedUsd: number;
  readonly usdPerMonth: Span;
  readonly unknownLines: number;
  /** Why its total cannot be, as a clause; empty when it can. */
  readonly why: string;
}

type Documented = Extract<Statement, { readonly type: "documentedCost" }>;

/** Documents round to dollars. */
const isAbout = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1, 0.03 * b);

const known = (lines: readonly BillLine[]): Span[] =>
  lines.flatMap(({ usdPerMonth }) => (usdPerMonth ? [usdPerMonth] : []));

/** What is free of a group, e.g. `the first 100 GB of transfer.out are free`. */
const freeIn = (lines: readonly BillLine[]): string | undefined => {
  const line = lines.find(({ freeUnits, units }) => freeUnits && freeUnits.usual === units?.usual);
  const { units, unit } = line ?? {};
  return units && units.usual > 0
    ? `all of its ${Math.round(units.usual)} ${unit} a month are free`
    : undefined;
};

/** The clause that explains a difference, the likeliest first. */
const whyOf = (
  documented: number,
  lines: readonly BillLine[],
  elsewhere: { readonly region: string; readonly lines: readonly BillLine[] },
): string => {
  const sums = known(lines);
  if (sums.length === 0) return lines[0]?.unknown ?? "there is nothing of it in the model";
  const now = sumOf(sums);
  if (isAbout(documented, now.usual)) return "";
  const there = sumOf(known(elsewhere.lines)).usual;
  if (isAbout(documented, there)) return `it is the price of ${elsewhere.region}`;
  const free = freeIn(lines);
  if (documented > now.usual && free !== undefined) return free;
  if (documented >= now.min && documented <= now.max) {
    return "it lies within the autoscaler's bounds";
  }
  if (lines.some(({ byLoad }) => byLoad)) {
    return documented > now.usual
      ? "it leaves room for more load"
      : "it does not pay for such a load";
  }
  return "nothing in the model explains it";
};

const linesBeside = (says: Documented["says"], bill: Bill, reference: Bill): BesideLine[] => {
  const ofGroup = ({ lines }: Bill, group: CostGroup | undefined): BillLine[] =>
    lines.filter((line) => line.group === group);
  const region = reference.lines[0]?.region ?? "";
  return Object.entries(says.lines ?? {}).map(([item, money]) => {
    const group = says.groups?.[item];
    const lines = ofGroup(bill, group);
    const documentedUsd = toUsd(money);
    const sums = known(lines);
    const elsewhere = { region, lines: ofGroup(reference, group) };
    return {
      item,
      documentedUsd,
      ...(sums.length > 0 && { usdPerMonth: sumOf(sums) }),
      unknownLines: lines.length - sums.length,
      why: whyOf(documentedUsd, lines, elsewhere),
    };
  });
};

const leftOut = ({ groups = {} }: Documented["says"], bill: Bill): BesideLine[] => {
  const named = new Set<string>(Object.values(groups));
  const others = Map.groupBy(bill.lines, ({ group }) => group);
  return [...others].flatMap(([group, lines]) => {
    const sums = known(lines);
    const usdPerMonth = sumOf(sums);
    const unknownLines = lines.length - sums.length;
    if (named.has(group) || (usdPerMonth.usual < 0.005 && unknownLines === 0)) return [];
    const why = "the document leaves it out";
    return [{ item: group, ...(sums.length > 0 && { usdPerMonth }), unknownLines, why }];
  });
};

/** What no autoscaler and no market changes is a floor; nothing can be below it. */
const whyTotal = (documented: number, { lines }: Bill): string => {
  const fixed = known(lines).filter(({ min, max }) => min === max);
  const floor = sumOf(fixed).usual;
  if (documented >= floor) return "";
  const dollars = Math.floor(floor).toLocaleString("en-US");
  return `what neither scales nor moves with a market is over $${dollars} already`;
};

/** A table that bears the name of a profile is about it; all others are about the first. */
const isAboutProfile = ({ id }: Documented, { profile, profiles }: System): boolean =>
  profiles.includes(id) ? id === profile : profile === profiles[0];

/**
 * The documents' tables beside the bill.
 * @param reference the bill in the region whose prices documents tend to quote
 */
export const besideOf = (system: System, bill: Bill, reference: Bill): Beside[] =>
  system.statements.flatMap((said) => {
    if (said.type !== "documentedCost" || !isAboutProfile(said, system)) return [];
    const { says } = said;
    const lines = linesBeside(says, bill, reference);
    return [
      {
        document: said.id,
        lines: [...lines, ...(says.lines ? leftOut(says, bill) : [])],
        documentedUsd: toUsd(says.total),
        usdPerMonth: bill.usdPerMonth,
        unknownLines: bill.unknownLines,
        why: whyTotal(toUsd(says.total), bill),
      },
    ];
  });
