import { besideProfiles, type GroupRow } from "#plinth/cost/beside-profiles.ts";
import type { Terms } from "#plinth/cost/bill.ts";
import { type Column, tableLines } from "../render/table.ts";
import { wrapped } from "../render/wrapped.ts";
import type { Look } from "./bill-lines.ts";
import { budgetTexts, controlPlaneTexts, loadText, totalText } from "./facts.ts";
import { usdText } from "./money.ts";
import type { Priced } from "./priced.ts";

/** What a group comes to in one profile; what is unknown of it is a plus. */
export const cellText = (row: GroupRow, i: number): string => {
  const usd = row.usdPerMonth[i];
  const unknown = row.unknownLines[i] ?? 0;
  if (usd === undefined) return unknown > 0 ? "unknown" : "";
  return `${usdText(usd.usual)}${unknown > 0 ? " + ?" : ""}`;
};

/** Profiles side by side for a person. */
export const compareLines = (all: readonly Priced[], terms: Terms, look: Look): string[] => {
  const columns: Column<GroupRow>[] = [
    { head: "a month", cell: ({ group }) => group },
    ...all.map(({ bill }, i) => ({
      head: bill.profile,
      cell: (row: GroupRow) => cellText(row, i),
      right: true,
    })),
  ];
  const [first] = all;
  const rows = besideProfiles(all.map(({ bill }) => bill));
  const title = `${first?.bill.system ?? ""}: ${all.map(({ bill }) => bill.profile).join(" beside ")}`;
  return [
    look.colours.bold(title),
    loadText(terms),
    "",
    ...tableLines(columns, rows, look),
    "",
    ...all.flatMap((priced) => [
      `${look.colours.bold(priced.bill.profile)}  ${totalText(priced)}`,
      ...budgetTexts(priced).flatMap((text) => wrapped("", text, look.width)),
      ...controlPlaneTexts(priced).flatMap((text) => wrapped("", text, look.width)),
    ]),
  ];
};
