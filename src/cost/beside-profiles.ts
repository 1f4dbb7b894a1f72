import { type CostGroup, costGroups, type Span } from "#plinth/model/cost-line.ts";
import { type Bill, sumOf } from "./bill.ts";

/** One part of a bill in several profiles, in their order. */
export interface GroupRow {
  readonly group: CostGroup;
  /** Of each profile: nothing where there is no such thing, or where none of it is known. */
  readonly usdPerMonth: readonly (Span | undefined)[];
  /** Of each profile: how many of its lines are unknown. */
  readonly unknownLines: readonly number[];
}

const groupOf = ({ lines }: Bill, group: CostGroup) => {
  const own = lines.filter((line) => line.group === group);
  const known = own.flatMap(({ usdPerMonth }) => (usdPerMonth ? [usdPerMonth] : []));
  return {
    usd: known.length > 0 ? sumOf(known) : undefined,
    unknown: own.length - known.length,
    there: own.length > 0,
  };
};

/** Bills side by side, by group; groups that none of them has are left out. */
export const besideProfiles = (bills: readonly Bill[]): GroupRow[] =>
  costGroups.flatMap((group) => {
    const cells = bills.map((bill) => groupOf(bill, group));
    if (!cells.some(({ there }) => there)) return [];
    return [
      {
        group,
        usdPerMonth: cells.map(({ usd }) => usd),
        unknownLines: cells.map(({ unknown }) => unknown),
      },
    ];
  });
