import type { EventView } from "#plinth/local/copies/view.ts";
import { clockText } from "./amounts.ts";
import { type Colours, podColour } from "./colours.ts";

/** What an event is about: a replica, a node, or the copy itself. */
const aboutOf = ({ node, pod }: EventView): string => pod ?? node;

const painted = (event: EventView, text: string, colours: Colours): string =>
  event.pod === undefined ? colours.bold(text) : podColour(event.pod, colours)(text);

/** Columns that events stand under when several are shown at once. */
interface Widths {
  readonly about: number;
  readonly reason: number;
}

const loose: Widths = { about: 0, reason: 0 };

/** An event in a line: when, about what, its reason, the sentence. */
export const eventLine = (event: EventView, colours: Colours, widths = loose): string => {
  const { at, type, reason, message } = event;
  const about = aboutOf(event).padEnd(widths.about);
  const what = reason.padEnd(widths.reason);
  return [
    colours.dim(clockText(at)),
    ...(about === "" ? [] : [painted(event, about, colours)]),
    type === "Warning" ? colours.yellow(what) : colours.green(what),
    message,
  ].join("  ");
};

/** Several events at once, one under the other. */
export const eventLines = (events: readonly EventView[], colours: Colours): string[] => {
  const about = Math.max(0, ...events.map((event) => aboutOf(event).length));
  const reason = Math.max(0, ...events.map((event) => event.reason.length));
  return events.map((event) => eventLine(event, colours, { about, reason }));
};
