import type { EventQuery } from "#plinth/local/copies/copy.ts";
import { command } from "../command.ts";
import { copy, follow, json, nodes, whichCopy } from "../common.ts";
import { count } from "../flag.ts";
import { formerPods } from "../former-pods.ts";
import { coloursOf } from "../render/colours.ts";
import { eventLine } from "../render/event-line.ts";
import { copiesHere, viewOf } from "../running.ts";
import { showJson } from "../show-json.ts";
import { copyAndWords } from "../which-copy.ts";
import { queryOf } from "../which-node.ts";

export default command({
  summary: "Show what happened: started, ready, probe failed, killed, scaled, drained …",
  group: "Look",
  about: [whichCopy],
  examples: [
    ["plinth events", "everything that is kept"],
    ["plinth events time -f", "one service, and what happens from now on"],
    ["plinth events -n 20 --json", "the last 20, one object a line"],
  ],
  words: { nodes },
  flags: {
    copy,
    follow,
    last: count("-n, --last <events>", "at most so many events from the end", 0),
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const found = copyAndWords(await copiesHere(world), args.nodes, { copy: args.copy, least: 0 });
    const runs = found.copy.state === "running";
    const query: EventQuery = {
      of: queryOf(found.words, viewOf(found.copy), await formerPods(found, world)),
      follow: args.follow && runs,
      ...(args.last !== undefined && { last: args.last }),
    };
    const colours = coloursOf(out);
    const events = runs
      ? (await world.local.controlOf(found.copy)).events(query, world.stopping)
      : await world.local.eventsOnDisk(found.copy, query);
    for await (const event of events) {
      if (args.json) showJson(out, event);
      else out.line(eventLine(event, colours));
      await out.drained();
    }
  },
});
