import type { Timed } from "#plinth/cloud/perform/timeline.ts";
import { timeText } from "../render/amounts.ts";
import type { Colours } from "../render/colours.ts";

/** Narrower than this a bar says nothing, characters. */
const barMin = 10;
const barMax = 60;

const barOf = ({ startMs, lengthMs }: Timed, allMs: number, width: number): string => {
  const from = Math.min(width - 1, Math.floor((startMs / allMs) * width));
  const length = Math.max(1, Math.round((lengthMs / allMs) * width));
  return `${" ".repeat(from)}${"█".repeat(Math.min(length, width - from))}`;
};

/** Each step with its start and its length, as bars over the whole time. */
export const timelineLines = (
  timed: readonly Timed[],
  { columns, colours }: { readonly columns: number; readonly colours: Colours },
): readonly string[] => {
  const allMs = Math.max(1, ...timed.map(({ startMs, lengthMs }) => startMs + lengthMs));
  const widest = Math.max(...timed.map(({ step }) => step.length));
  const width = Math.min(barMax, columns - widest - 2 * 9 - 2);
  const head = `${"STEP".padEnd(widest)}  ${"FROM".padStart(7)}  ${"TOOK".padStart(7)}`;
  const lines = timed.map((each) => {
    const { step, outcome, startMs, lengthMs } = each;
    const from = timeText(startMs).padStart(7);
    if (outcome === "skipped") {
      return `${step.padEnd(widest)}  ${from}  ${colours.yellow("skipped")}`;
    }
    const bar = width < barMin ? "" : barOf(each, allMs, width);
    const shown = outcome === "failed" ? colours.red(bar) : colours.cyan(bar);
    return `${step.padEnd(widest)}  ${from}  ${timeText(lengthMs).padStart(7)}  ${shown}`.trimEnd();
  });
  return [colours.dim(head), ...lines, `${timeText(allMs)} in all`];
};
