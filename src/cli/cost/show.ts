import type { Terms } from "#plinth/cost/bill.ts";
import type { Point } from "#plinth/cost/curve.ts";
import { billLines, type Look } from "./bill-lines.ts";
import { compareLines } from "./compare-lines.ts";
import { curveLines } from "./curve-lines.ts";
import { billMarkdown, compareMarkdown } from "./markdown.ts";
import type { Priced } from "./priced.ts";

interface Shown {
  readonly all: readonly Priced[];
  readonly curve: readonly Point[] | undefined;
  readonly markdown: boolean;
}

/** The bill, several side by side, or a curve: as text or as Markdown. */
export const costLines = ({ all, curve, markdown }: Shown, terms: Terms, look: Look): string[] => {
  const [first] = all;
  if (first && curve) {
    const lines = curveLines(first, curve, terms, look);
    return markdown ? ["```", ...lines, "```"] : lines;
  }
  if (first && all.length === 1) {
    return markdown ? billMarkdown(first, terms) : billLines(first, terms, look);
  }
  return markdown ? compareMarkdown(all, terms) : compareLines(all, terms, look);
};
