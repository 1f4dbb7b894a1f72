import type { LogQuery } from "#plinth/local/copies/copy.ts";
import { command } from "../command.ts";
import { copy, follow, json, nodes, whichCopy } from "../common.ts";
import { count, duration, text, yes } from "../flag.ts";
import { formerPods } from "../former-pods.ts";
import { coloursOf } from "../render/colours.ts";
import { logLine } from "../render/log-line.ts";
import { copiesHere, viewOf } from "../running.ts";
import { showJson } from "../show-json.ts";
import { copyAndWords } from "../which-copy.ts";
import { queryOf } from "../which-node.ts";

export default command({
  summary: "Show what replicas wrote",
  group: "Look",
  about: [whichCopy],
  examples: [
    ["plinth logs", "everything that is kept, in order of time"],
    ["plinth logs time -f", "one service, and what it writes from now on"],
    ["plinth logs -n 50 --since 5m --search timeout", "the last 50 lines of 5 minutes with a word"],
  ],
  words: { nodes },
  flags: {
    copy,
    follow,
    last: count("-n, --last <lines>", "at most so many lines from the end", 0),
    sinceMs: duration("--since <time>", 'only of the last so long, e.g. "5m"'),
    search: text("--search <text>", "only lines with this text, whatever its case"),
    timestamps: yes("-t, --timestamps", "with the time of each line, UTC"),
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const found = copyAndWords(await copiesHere(world), args.nodes, { copy: args.copy, least: 0 });
    const runs = found.copy.state === "running";
    const query: LogQuery = {
      of: queryOf(found.words, viewOf(found.copy), await formerPods(found, world)),
      follow: args.follow && runs,
      ...(args.last !== undefined && { last: args.last }),
      ...(args.sinceMs !== undefined && { sinceMs: args.sinceMs }),
      ...(args.search !== undefined && { search: args.search }),
    };
    const colours = coloursOf(out);
    const lines = runs
      ? (await world.local.controlOf(found.copy)).logs(query, world.stopping)
      : await world.local.logsOnDisk(found.copy, query);
    for await (const line of lines) {
      if (args.json) showJson(out, line);
      else out.line(logLine(line, colours, { timestamps: args.timestamps }));
      await out.drained();
    }
  },
});
