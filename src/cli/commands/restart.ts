import { command } from "../command.ts";
import { copy, dryRun, json, whichCopy } from "../common.ts";
import { runningCopy } from "../running.ts";
import { sayDone } from "../say-done.ts";
import { targetNamed } from "../which-node.ts";
import { oneOfCopy } from "../word.ts";

export default command({
  summary: "Replace the replicas of a service one after another, or one replica",
  group: "Change",
  about: [whichCopy],
  examples: [
    ["plinth restart time", "a rolling restart: no request is lost"],
    ["plinth restart time-7f9c4-x2k", "one replica"],
  ],
  words: {
    target: oneOfCopy({
      written: "[copy] <node|replica>",
      says: "a service by an end of its id, or a replica by a beginning of its name",
      names: "target",
    }),
  },
  flags: { copy, dryRun, json },
  async run(args, world) {
    const found = await runningCopy(args.target, { copy: args.copy, least: 1 }, world);
    const { node, pod } = targetNamed(found.words[0] ?? "", found.view);
    const target = node?.id ?? pod?.name ?? "";
    const what = node
      ? `the ${node.replicas?.total ?? 0} replicas of "${target}", one after another`
      : `the replica "${target}"`;
    if (!args.dryRun) await found.control.restart(target);
    const facts = { verb: "restart", copy: found.copy.name, target };
    sayDone(facts, ["replace", "replacing", what], args, world);
  },
});
