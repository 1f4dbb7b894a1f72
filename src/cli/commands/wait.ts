import { exitCodes, Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { copy, json, nodes, whichCopy } from "../common.ts";
import { choice, durationOr } from "../flag.ts";
import { timeText } from "../render/amounts.ts";
import { waitingLines } from "../render/waiting.ts";
import { copiesHere, viewOf } from "../running.ts";
import { showJson } from "../show-json.ts";
import { until } from "../until.ts";
import { isReached } from "../wanted.ts";
import { copyAndWords } from "../which-copy.ts";
import { queryOf } from "../which-node.ts";

export default command({
  summary: "Wait until a copy, or some of its nodes, are ready, healthy or stopped",
  group: "Look",
  about: [whichCopy, "It ends in 7 when time is up, in 1 when it will never be so."],
  examples: [
    ["plinth wait", "until everything is ready"],
    ["plinth wait time --for healthy --timeout 10s", "until one service is healthy"],
    ["plinth wait --for stopped", "until the copy has ended"],
  ],
  words: { nodes },
  flags: {
    copy,
    wanted: choice("--for <state>", "what to wait for", ["ready", "healthy", "stopped"]),
    timeoutMs: durationOr("--timeout <time>", "how long at most", "60s"),
    json,
  },
  async run(args, world) {
    const copies = await copiesHere(world);
    const found = copyAndWords(copies, args.nodes, { copy: args.copy, least: 0 });
    const of = queryOf(found.words, viewOf(found.copy));
    const { name, state } = found.copy;
    const what = found.words.length > 0 ? found.words.join(", ") : name;
    const done = (): number => {
      if (args.json) showJson(world.terminal.out, { copy: name, nodes: of, is: args.wanted });
      else world.terminal.out.line(`${what}: ${args.wanted}`);
      return exitCodes.done;
    };
    if (state !== "running") {
      if (args.wanted === "stopped" && state === "stopped") return done();
      throw new Refusal("notRunning", `"${name}" does not run, it is ${state}; try "plinth up"`);
    }
    const judge = isReached(args.wanted, of);
    const control = await world.local.controlOf(found.copy);
    const outcome = await until(control, judge, args.timeoutMs, world);
    if (outcome.end === "so" || (outcome.end === "gone" && args.wanted === "stopped"))
      return done();
    if (outcome.end === "timeout") {
      const says = `${what} is not ${args.wanted} after ${timeText(args.timeoutMs)}`;
      throw new Refusal("timeout", says, {
        details: outcome.view ? waitingLines(outcome.view) : [],
      });
    }
    if (outcome.end === "interrupted") return exitCodes.interrupted;
    const why = outcome.end === "never" ? outcome.why : `"${name}" has ended`;
    throw new Refusal("unhealthy", `${what} will not be ${args.wanted}: ${why}`);
  },
});
