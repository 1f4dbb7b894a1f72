import { command } from "../command.ts";
import { json } from "../common.ts";
import { yes } from "../flag.ts";
import { coloursOf } from "../render/colours.ts";
import { copiesTable, stateOf } from "../render/copies-table.ts";
import { urlsOf } from "../render/endpoints.ts";
import { copiesHere } from "../running.ts";
import { showJson } from "../show-json.ts";
import { isUp } from "../which-copy.ts";

export default command({
  summary: "List the copies of systems that run in this project",
  group: "Look",
  examples: [
    ["plinth ps", "what runs"],
    ["plinth ps --all", "with those that ran and left their state"],
  ],
  words: {},
  flags: { all: yes("-a, --all", "also those that are stopped"), json },
  async run(args, world) {
    const { out, err } = world.terminal;
    const known = await copiesHere(world);
    const copies = known.filter((copy) => args.all || isUp(copy));
    if (args.json) {
      const listed = copies.map(({ name, folder, state, view, why }) => ({
        name,
        state: stateOf({ name, folder, state, ...(view && { view }) }),
        folder,
        ...(view && {
          system: view.system,
          file: view.file,
          profile: view.profile,
          startedAt: view.startedAt,
          ...(view.pid !== undefined && { pid: view.pid }),
          urls: urlsOf(view).map(({ url }) => url),
        }),
        ...(why !== undefined && { why }),
      }));
      showJson(out, { copies: listed });
    } else if (copies.length === 0) {
      const stopped = known.length > 0 ? `; ${known.length} stopped (plinth ps --all)` : "";
      err.line(`nothing runs in this project${stopped}; "plinth up" starts a system`);
    } else {
      const width = world.terminal.size().columns;
      out.line(copiesTable(copies, { colours: coloursOf(out), width, nowMs: world.now() }));
    }
  },
});
