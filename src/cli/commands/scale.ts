import { Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { copy, dryRun, json, whichCopy } from "../common.ts";
import { runningCopy } from "../running.ts";
import { sayDone } from "../say-done.ts";
import { nodeNamed } from "../which-node.ts";
import { oneOfCopy } from "../word.ts";

/** `time=5`, `time=auto`. */
const parseChange = (word: string): { node: string; replicas: number | null } => {
  const match = /^(.+)=(\d+|auto)$/.exec(word);
  const [, node, amount] = match ?? [];
  if (node === undefined || amount === undefined) {
    const says = `"${word}" does not say how many; write e.g. "time=5", or "time=auto"`;
    throw new Refusal("usage", says);
  }
  return { node, replicas: amount === "auto" ? null : Number(amount) };
};

export default command({
  summary: "Hold a service at so many replicas, or give it back to its autoscaler",
  group: "Change",
  about: [whichCopy],
  examples: [
    ["plinth scale time=5", "five replicas, whatever the autoscaler thinks"],
    ["plinth scale time=auto", "the autoscaler decides again, or what the system says"],
  ],
  words: {
    change: oneOfCopy({
      written: "[copy] <node>=<count|auto>",
      says: "a service by an end of its id, and how many replicas",
      names: "change",
    }),
  },
  flags: { copy, dryRun, json },
  async run(args, world) {
    const options = { copy: args.copy, least: 1 };
    const { words, view, control, ...found } = await runningCopy(args.change, options, world);
    const change = parseChange(words[0] ?? "");
    const { id, replicas: now } = nodeNamed(change.node, view);
    if (!now) throw new Refusal("usage", `"${id}" has no replicas; only services can be scaled`);
    const { replicas } = change;
    if (!args.dryRun) await control.scale(id, replicas);
    const facts = { verb: "scale", copy: found.copy.name, node: id, from: now.wanted, replicas };
    if (replicas === null) {
      sayDone(facts, ["give", "gave", `"${id}" back to whoever decided before`], args, world);
    } else {
      const what = `"${id}" at ${replicas} replicas (now ${now.wanted}) until "plinth scale ${id}=auto"`;
      sayDone(facts, ["hold", "holding", what], args, world);
    }
  },
});
