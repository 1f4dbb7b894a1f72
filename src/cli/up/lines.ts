import type { SystemView } from "#plinth/local/copies/view.ts";
import { timeText } from "../render/amounts.ts";
import { coloursOf } from "../render/colours.ts";
import { eventLine } from "../render/event-line.ts";
import { waitingLines } from "../render/waiting.ts";
import { urlLines } from "./already.ts";
import { eventsOf } from "./events-of.ts";
import type { Show } from "./show.ts";

/** While it is not ready, what it waits for is said this often, ms. */
const waitingEveryMs = 5_000;

const readyLines = (view: SystemView): string[] => {
  const after = view.readyAfterMs === undefined ? "" : ` after ${timeText(view.readyAfterMs)}`;
  return [`"${view.name}" is ready${after}; Ctrl-C ends it`, ...urlLines(view)];
};

/** For a pipe and for CI: a line for each event, and the addresses when everything is ready. */
export const showLines: Show = async (up, world) => {
  const { out } = world.terminal;
  const colours = coloursOf(out);
  const onStop = (): void => out.line("stopping … (Ctrl-C again to force)");
  world.stopping.addEventListener("abort", onStop, { once: true });
  let wasReady = false;
  let saidMs = world.now();
  const events = eventsOf(up, (event) => out.line(eventLine(event, colours)));
  for await (const view of up.control.views()) {
    if (view.readyAfterMs !== undefined && !wasReady) {
      wasReady = true;
      for (const line of readyLines(view)) out.line(line);
    } else if (!wasReady && world.now() - saidMs >= waitingEveryMs) {
      saidMs = world.now();
      for (const line of waitingLines(view)) out.line(line);
    }
  }
  await events;
  return wasReady;
};
