import type { Copy } from "#plinth/local/copies/copy.ts";
import type { SystemView } from "#plinth/local/copies/view.ts";
import type { CliWorld } from "./cli-world.ts";
import { showJson } from "./show-json.ts";

/**
 * Shows a running copy again whenever it has changed, until it ends or Ctrl-C: in place on a
 * terminal, one after another in a pipe.
 */
export const follow = async (
  copy: Copy,
  options: { readonly show: (view: SystemView) => string; readonly json: boolean },
  world: CliWorld,
): Promise<void> => {
  const { out, live } = world.terminal;
  const control = await world.local.controlOf(copy);
  const screen = live && !options.json ? await world.terminal.screen() : undefined;
  try {
    for await (const view of control.views(world.stopping)) {
      if (options.json) showJson(out, { copy: copy.state, view });
      else if (screen) screen.show(options.show(view));
      else out.line(`${options.show(view)}\n`);
      await out.drained();
    }
  } finally {
    screen?.done();
  }
};
