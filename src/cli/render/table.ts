import Table from "cli-table3";
import type { Colours } from "./colours.ts";

/** One column of a table: its heading, and how a thing shows in it. */
export interface Column<T> {
  readonly head: string;
  readonly cell: (thing: T) => string;
  readonly right?: boolean;
  /** Which go first when the terminal is too narrow: the highest; without a number it stays. */
  readonly leaves?: number;
}

const gap = "  ";

const noBorders = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: gap,
};

const widthOf = <T>(column: Column<T>, things: readonly T[]): number =>
  Math.max(...[column.head, ...things.map(column.cell)].map((text) => Bun.stringWidth(text)));

/** The columns that fit, after as many as needed have left. */
const fitting = <T>(
  columns: readonly Column<T>[],
  things: readonly T[],
  width: number,
): readonly Column<T>[] => {
  const needed = columns.reduce((sum, column) => sum + widthOf(column, things) + gap.length, 0);
  if (needed - gap.length <= width) return columns;
  const [first] = columns
    .filter(({ leaves }) => leaves !== undefined)
    .sort((a, b) => (b.leaves ?? 0) - (a.leaves ?? 0));
  return first === undefined
    ? columns
    : fitting(
        columns.filter((column) => column !== first),
        things,
        width,
      );
};

/** A text of at most so many columns, with an ellipsis where it was cut. */
export const cut = (text: string, width: number): string =>
  Bun.stringWidth(text) <= width ? text : Bun.sliceAnsi(text, 0, width, "…");

/**
 * A table without borders, one line each: a column nothing is known in is left out, then those that
 * do not fit, and what is still too wide is cut.
 */
export const tableLines = <T>(
  columns: readonly Column<T>[],
  things: readonly T[],
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string[] => {
  const shown = fitting(columns, things, width);
  const table = new Table({
    chars: noBorders,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    head: shown.map(({ head }) => colours.dim(head.toUpperCase())),
    colAligns: shown.map(({ right }) => (right ? "right" : "left")),
  });
  table.push(...things.map((thing) => shown.map(({ cell }) => cell(thing))));
  return table
    .toString()
    .split("\n")
    .map((line) => cut(line.trimEnd(), width));
};
