import type { EventView, SystemView } from "#plinth/local/view.ts";
import { ageText, timeText } from "./amounts.ts";
import type { Colours } from "./colours.ts";
import { urlsOf } from "./endpoints.ts";
import { eventLine } from "./event-line.ts";
import { shortNames } from "./names.ts";
import { nodeTable, runsHere } from "./node-table.ts";
import { copyStateText } from "./states.ts";
import { cut } from "./table.ts";
import { waitingLines } from "./waiting.ts";

export interface LiveOptions {
  readonly colours: Colours;
  readonly columns: number;
  readonly rows: number;
  readonly nowMs: number;
  /** Stands at the bottom: what one can do. */
  readonly hint: string;
}

/** Events shown, if there is room. */
const eventsMax = 5;

const headLine = (view: SystemView, { colours, nowMs }: LiveOptions): string => {
  const system = view.system === view.name ? "" : ` (${view.system})`;
  const profile = view.profile === "default" ? "" : `, profile ${view.profile}`;
  const ready =
    view.readyAfterMs === undefined ? "" : `, ready after ${timeText(view.readyAfterMs)}`;
  const age = `, up for ${ageText(view.startedAt, nowMs)}`;
  const state = copyStateText(view.state, colours);
  return `${colours.bold(view.name)}${system} ${state}${colours.dim(`${profile}${ready}${age}`)}`;
};

/** What is left out of the table, in a line. */
export const notHereLine = (view: SystemView): string | undefined => {
  const count = view.nodes.filter(({ state }) => state === "not-here").length;
  return count === 0 ? undefined : `${count} not run here (plinth status --all says why)`;
};

/**
 * What `up` draws: the table, what it waits for, the addresses to call, the last events. It is never
 * wider or higher than the terminal; when there is little room, events go first, then rows.
 */
export const liveScreen = (
  view: SystemView,
  events: readonly EventView[],
  options: LiveOptions,
): string => {
  const { colours, columns, rows, hint } = options;
  const table = nodeTable(view.nodes.filter(runsHere), shortNames(view.nodes), {
    colours,
    width: columns,
  });
  const notHere = notHereLine(view);
  const waiting = view.state === "ready" ? [] : waitingLines(view);
  const urls = view.state === "stopping" ? [] : urlsOf(view);
  const middle = [
    ...(notHere === undefined ? [] : [colours.dim(notHere)]),
    ...waiting.slice(0, 3).map((line) => colours.yellow(line)),
    ...(urls.length > 0 ? [""] : []),
    ...urls.map(({ url, name }) => `  ${colours.cyan(colours.underline(url))}  ${name}`),
  ];
  const end = ["", colours.dim(hint)];
  // One row stays free for the cursor.
  const room = Math.max(4, rows - 1);
  const forTable = Math.max(2, room - 2 - middle.length - end.length);
  const shown =
    table.length <= forTable
      ? table
      : [
          ...table.slice(0, forTable - 1),
          colours.dim(`${table.length - forTable + 1} more (plinth status)`),
        ];
  const above = [headLine(view, options), "", ...shown, ...middle];
  const forEvents = Math.min(eventsMax, room - above.length - end.length - 1);
  const last = forEvents > 0 ? events.slice(-forEvents) : [];
  const recent = last.length > 0 ? ["", ...last.map((event) => eventLine(event, colours))] : [];
  return [...above, ...recent, ...end]
    .slice(0, room)
    .map((line) => cut(line, columns))
    .join("\n");
};
