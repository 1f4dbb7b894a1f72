import { showJson } from "../show-json.ts";
import { eventsOf } from "./events-of.ts";
import type { Show } from "./show.ts";

/** Every view and every event, one object a line. */
export const showAsJson: Show = async (up, { terminal: { out } }) => {
  let wasReady = false;
  const events = eventsOf(up, (event) => showJson(out, { event }));
  for await (const view of up.control.views()) {
    wasReady ||= view.readyAfterMs !== undefined;
    showJson(out, { view });
  }
  await events;
  return wasReady;
};
