import type { EventView, SystemView } from "#plinth/local/copies/view.ts";
import { coloursOf } from "../render/colours.ts";
import { liveScreen } from "../render/live-screen.ts";
import { eventsOf } from "./events-of.ts";
import type { Show } from "./show.ts";

/** More than ever fit. */
const eventsKept = 20;

/** For a person: a table that is drawn again when something has changed. */
export const showLive: Show = async (up, world) => {
  const { terminal, stopping } = world;
  const screen = await terminal.screen();
  const colours = coloursOf(terminal.out);
  const events: EventView[] = [];
  let view: SystemView | undefined = up.copy.view;
  const draw = (): void => {
    if (!view) return;
    const hint = stopping.aborted
      ? "stopping … (Ctrl-C again to force)"
      : 'Ctrl-C ends it; elsewhere: "plinth logs -f", "plinth status", "plinth events"';
    const nowMs = world.now();
    screen.show(liveScreen(view, events, { colours, ...terminal.size(), nowMs, hint }));
  };
  const noteEvent = (event: EventView): void => {
    events.push(event);
    if (events.length > eventsKept) events.shift();
  };
  draw();
  stopping.addEventListener("abort", draw, { once: true });
  const following = eventsOf(up, noteEvent);
  try {
    for await (view of up.control.views()) draw();
    await following;
  } finally {
    screen.clear();
  }
  return view?.readyAfterMs !== undefined;
};
