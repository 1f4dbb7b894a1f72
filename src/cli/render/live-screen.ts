import type { EventView, SystemView } from "#plinth/local/copies/view.ts";
import { ageText, timeText } from "./amounts.ts";
import type { Colours } from "./colours.ts";
import { urlsOf } from "./endpoints.ts";
import { eventLines } from "./event-line.ts";
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

/** Events shown, and sentences about what is waited for, if there is room. */
const eventsMax = 5;
const waitingMax = 3;

const headLine = (view: SystemView, { colours, nowMs }: LiveOptions): string => {
  const { name, system, state, profile, startedAt, readyAfterMs } = view;
  const facts = [
    ...(system === name ? [] : [system]),
    ...(profile === "default" ? [] : [`profile ${profile}`]),
    `up for ${ageText(startedAt, nowMs)}`,
    ...(readyAfterMs === undefined ? [] : [`was ready after ${timeText(readyAfterMs)}`]),
  ];
  const head = `${colours.bold(name)} is ${copyStateText(state, colours)}`;
  return [head, ...facts.map((fact) => colours.dim(fact))].join(colours.dim(" · "));
};

/** What is left out of the table, in a line. */
export const notHereLine = (view: SystemView): string | undefined => {
  const count = view.nodes.filter(({ state }) => state === "not-here").length;
  return count === 0 ? undefined : `${count} not run here (plinth status --all says why)`;
};

/** As many lines of each part as there is room for; what is less needed gives way first. */
const fitted = (
  parts: { readonly table: readonly string[]; readonly waiting: readonly string[] },
  room: number,
  colours: Colours,
): { readonly table: readonly string[]; readonly waiting: readonly string[] } => {
  const { table } = parts;
  const waiting = parts.waiting.slice(0, Math.max(0, room - table.length));
  const forTable = Math.max(2, room - waiting.length);
  if (table.length <= forTable) return { table, waiting };
  const hidden = table.length - forTable + 1;
  const more = colours.dim(`${hidden} more (plinth status)`);
  return { table: [...table.slice(0, forTable - 1), more], waiting };
};

/**
 * What `up` draws: the table, what it waits for, the addresses to call, the last events. It is never
 * wider or higher than the terminal; when there is little room, events go first, then what it waits
 * for, then rows.
 */
export const liveScreen = (
  view: SystemView,
  events: readonly EventView[],
  options: LiveOptions,
): string => {
  const { colours, columns, rows, hint } = options;
  const head = [headLine(view, options), ""];
  const notHere = notHereLine(view);
  const folded = [...(notHere === undefined ? [] : [notHere]), ...view.notes].map(colours.dim);
  const called = view.state === "stopping" ? [] : urlsOf(view);
  const urls = called.map(({ url, name }) => `  ${colours.cyan(colours.underline(url))}  ${name}`);
  const end = ["", colours.dim(hint)];
  // One row stays free for the cursor.
  const room = Math.max(4, rows - 1);
  const around = head.length + folded.length + (urls.length > 0 ? 1 : 0) + urls.length + end.length;
  const { table, waiting } = fitted(
    {
      table: nodeTable(view.nodes.filter(runsHere), shortNames(view.nodes), {
        colours,
        width: columns,
      }),
      waiting: view.state === "ready" ? [] : waitingLines(view).slice(0, waitingMax),
    },
    room - around,
    colours,
  );
  const above = [
    ...head,
    ...table,
    ...folded,
    ...waiting.map((line) => colours.yellow(line)),
    ...(urls.length > 0 ? [""] : []),
    ...urls,
  ];
  const forEvents = Math.min(eventsMax, room - above.length - end.length - 1);
  const last = forEvents > 0 ? events.slice(-forEvents) : [];
  const recent = last.length > 0 ? ["", ...eventLines(last, colours)] : [];
  return [...above, ...recent, ...end]
    .slice(0, room)
    .map((line) => cut(line, columns))
    .join("\n");
};
