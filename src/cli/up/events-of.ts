import type { EventView } from "#plinth/local/copies/view.ts";
import type { UpHere } from "../cli-world.ts";

/** Calls with each event of this run, until it has ended. */
export const eventsOf = async (
  { control, copy }: Pick<UpHere, "control" | "copy">,
  call: (event: EventView) => void,
): Promise<void> => {
  const since = copy.view?.startedAt ?? "";
  for await (const event of control.events({ of: [], last: 100, follow: true })) {
    if (event.at >= since) call(event);
  }
};
