import type { SystemView } from "#plinth/local/copies/view.ts";
import { exitCodes } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { copy, follow, json, nodes, whichCopy } from "../common.ts";
import { yes } from "../flag.ts";
import { follow as followViews } from "../follow.ts";
import { coloursOf } from "../render/colours.ts";
import { statusReport } from "../render/status-report.ts";
import { copiesHere, viewOf } from "../running.ts";
import { showJson } from "../show-json.ts";
import { copyAndWords } from "../which-copy.ts";
import { queryOf } from "../which-node.ts";

const isWell = (view: SystemView, of: readonly string[]): boolean =>
  of.length === 0
    ? view.state === "ready" || view.state === "starting"
    : view.nodes.every(
        ({ id, state }) =>
          !of.includes(id) || !["degraded", "failing", "failed", "stopped"].includes(state),
      );

export default command({
  summary: "Show nodes, replicas, targets and what the autoscalers decided, with the reasons",
  group: "Look",
  about: [whichCopy, "It ends in 1 when what it shows is not well."],
  examples: [
    ["plinth status", "all of the copy that runs"],
    ["plinth status time", "one service: its replicas, its autoscaler"],
    ["plinth status --all", "also what is not run on this machine, and why"],
  ],
  words: { nodes },
  flags: {
    copy,
    all: yes("-a, --all", "also what is not run here, and why"),
    follow,
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const found = copyAndWords(await copiesHere(world), args.nodes, { copy: args.copy, least: 0 });
    const first = viewOf(found.copy);
    const of = queryOf(found.words, first);
    const show = (view: SystemView): string =>
      statusReport(view, {
        colours: coloursOf(out),
        width: world.terminal.live ? world.terminal.size().columns : Number.POSITIVE_INFINITY,
        nowMs: world.now(),
        of,
        all: args.all,
      });
    if (args.follow && found.copy.state === "running") {
      await followViews(found.copy, { show, json: args.json }, world);
      return exitCodes.done;
    }
    if (args.json) showJson(out, { copy: found.copy.state, view: first });
    else out.line(show(first));
    const isUp = found.copy.state === "running";
    return isUp && isWell(first, of) ? exitCodes.done : exitCodes.unhealthy;
  },
});
