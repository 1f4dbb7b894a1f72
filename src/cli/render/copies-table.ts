import type { Copy } from "#plinth/local/copies/copy.ts";
import { ageText, unknown } from "./amounts.ts";
import type { Colours } from "./colours.ts";
import { urlsOf } from "./endpoints.ts";
import { runsHere } from "./node-table.ts";
import { copyStateText } from "./states.ts";
import { type Column, tableLines } from "./table.ts";

/** The state of a copy in one word: while it runs, what its supervisor says. */
export const stateOf = ({ state, view }: Copy): Parameters<typeof copyStateText>[0] =>
  state === "running" ? (view?.state ?? "running") : state;

/** How many of the things that run here are as they should be. */
const readyText = ({ state, view }: Copy): string => {
  if (state !== "running" || !view) return unknown;
  const here = view.nodes.filter(runsHere);
  return `${here.filter(({ state }) => state === "running" || state === "completed").length}/${here.length}`;
};

const columnsOf = (colours: Colours, nowMs: number): readonly Column<Copy>[] => [
  { head: "name", cell: ({ name }) => colours.bold(name) },
  { head: "system", cell: ({ view }) => view?.system ?? unknown, leaves: 3 },
  { head: "state", cell: (copy) => copyStateText(stateOf(copy), colours) },
  {
    head: "since",
    cell: ({ state, view }) => (state === "running" ? ageText(view?.startedAt, nowMs) : unknown),
    right: true,
  },
  { head: "pid", cell: ({ view }) => (view?.pid ? String(view.pid) : unknown), leaves: 4 },
  { head: "ready", cell: readyText },
  { head: "url", cell: ({ view }) => (view ? (urlsOf(view)[0]?.url ?? unknown) : unknown) },
];

/** One line each for the copies of a project. */
export const copiesTable = (
  copies: readonly Copy[],
  options: { readonly colours: Colours; readonly width: number; readonly nowMs: number },
): string => tableLines(columnsOf(options.colours, options.nowMs), copies, options).join("\n");
