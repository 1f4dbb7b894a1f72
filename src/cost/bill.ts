import type { PriceBook, PriceSource } from "#plinth/books/prices/price-book.ts";
import { type CostGroup, costGroups, type Span, spanOf } from "#plinth/model/cost-line.ts";
import type { Day } from "#plinth/model/day.ts";
import type { System } from "#plinth/model/system.ts";
import { linesOf, type PlacedLine } from "./lines-of.ts";
import type { Load } from "./load.ts";
import { costBetween, tariffOf } from "./tariff.ts";
import { unitsOf } from "./units.ts";

/** What decides a bill besides the system. */
export interface Terms {
  /** By region. */
  readonly books: ReadonlyMap<string, PriceBook>;
  readonly load: Load;
  readonly day: Day;
  /** Units a month by item, for what the model cannot tell. */
  readonly known?: Readonly<Record<string, number>>;
}

/** One line of a bill: amounts are a month's. */
export interface BillLine {
  readonly node: string;
  readonly item: string;
  readonly group: CostGroup;
  readonly region: string;
  /** The key of the price. */
  readonly price: string;
  readonly unit?: string;
  /** United States dollars a unit, or the text of its bands. */
  readonly usdPerUnit?: Span;
  readonly units?: Span;
  /** Of the units, those that are free. */
  readonly freeUnits?: Span;
  /** Nothing when it is unknown. */
  readonly usdPerMonth?: Span;
  /** Whether the load decides its amount. */
  readonly byLoad: boolean;
  /** Why it is unknown, as a clause. */
  readonly unknown?: string;
  /** The flag that would make it known. */
  readonly missing?: string;
  readonly source?: PriceSource;
  readonly notes: readonly string[];
}

/** A month of a system. */
export interface Bill {
  readonly system: string;
  readonly profile: string;
  /** In the order of the groups, then by node. */
  readonly lines: readonly BillLine[];
  /** The sum of the lines that are known, USD. */
  readonly usdPerMonth: Span;
  /** How many lines are not in the total. */
  readonly unknownLines: number;
  /** What is wrong with the books: a price that is missing, a book that is too old. Sentences. */
  readonly complaints: readonly string[];
}

/** The sum of spans. */
export const sumOf = (spans: Iterable<Span>): Span => {
  let [min, usual, max] = [0, 0, 0];
  for (const span of spans) {
    min += span.min;
    usual += span.usual;
    max += span.max;
  }
  return { min, usual, max };
};

/** How dear one unit is, from its cheapest to its dearest. */
const perUnit = (usd: NonNullable<PriceBook["facts"]["prices"][string]>["usd"]): Span => {
  if (typeof usd === "number") return spanOf(usd);
  if ("min" in usd) return usd;
  const all = usd.map((band) => band.usd);
  const [first = 0] = all;
  return spanOf(Math.min(...all), Math.max(...all), first);
};

const within = (units: Span, free: number): Span => ({
  min: Math.min(units.min, free),
  usual: Math.min(units.usual, free),
  max: Math.min(units.max, free),
});

/** Prices lines one after another: bands and what is free are used up in their order. */
const pricing = (terms: Terms) => {
  const used = new Map<string, Span>();
  const none = spanOf(0);
  return ({ node, region, account, line }: PlacedLine): BillLine => {
    const { item, group, price: key, note } = line;
    const byLoad = "per" in line.quantity || "capacityUnits" in line.quantity;
    const notes = note === undefined ? [] : [note];
    const bare = { node, item, group, region, price: key, byLoad, notes };
    const book = terms.books.get(region);
    const tariff = book && tariffOf(book, key, { account, day: terms.day });
    if (!book || !tariff) return { ...bare, unknown: `no price of ${key} in ${region}` };
    const { price } = tariff;
    const source = book.facts.sources[price.source];
    const priced = {
      ...bare,
      unit: price.unit,
      usdPerUnit: perUnit(price.usd),
      ...(source && { source }),
      notes: [...bare.notes, ...(price.note === undefined ? [] : [price.note])],
    };
    const given = terms.known?.[item];
    const counted = unitsOf(given === undefined ? line.quantity : spanOf(given), terms.load);
    if ("unknown" in counted) return { ...priced, ...counted };
    const { units } = counted;
    const place = `${region} ${key}`;
    const before = used.get(place) ?? none;
    used.set(place, sumOf([before, units]));
    return {
      ...priced,
      units,
      usdPerMonth: costBetween(tariff, before, units),
      ...(tariff.free > 0 && { freeUnits: within(units, tariff.free) }),
      notes: [...priced.notes, ...(counted.note === undefined ? [] : [counted.note])],
    };
  };
};

const complaintsOf = (lines: readonly BillLine[], { books, day }: Terms): string[] => {
  const missing = lines.filter(({ source, region }) => source === undefined && books.has(region));
  const keys = [...new Set(missing.map(({ region, price }) => `"${price}" in ${region}`))];
  const old = [...books.values()].filter(({ expires }) => expires < day);
  return [
    ...keys.map((key) => `no price of ${key}: its lines are unknown; take a newer Plinth`),
    ...old.map(
      ({ name, asOf, expires }) =>
        `the book "${name}" was written on ${asOf} and is believed until ${expires}; take a newer Plinth`,
    ),
  ];
};

/** The bill of a month. The same for the same system and terms; never throws. */
export const billOf = (system: System, terms: Terms): Bill => {
  const priced = linesOf(system).map(pricing(terms));
  const lines = costGroups.flatMap((group) => priced.filter((line) => line.group === group));
  return {
    system: system.name,
    profile: system.profile,
    lines,
    usdPerMonth: sumOf(lines.flatMap(({ usdPerMonth }) => (usdPerMonth ? [usdPerMonth] : []))),
    unknownLines: lines.filter(({ usdPerMonth }) => usdPerMonth === undefined).length,
    complaints: complaintsOf(lines, terms),
  };
};
