import { command } from "../command.ts";
import { copy, dryRun, json, whichCopy } from "../common.ts";
import { runningCopy } from "../running.ts";
import { sayDone } from "../say-done.ts";
import { podNamed } from "../which-node.ts";
import { oneOfCopy } from "../word.ts";

export default command({
  summary: "Stop one replica; it stays stopped until start",
  group: "Change",
  about: [whichCopy],
  examples: [["plinth stop time-7f9c4-x2k", "its traffic goes to the others first"]],
  words: {
    pod: oneOfCopy({
      written: "[copy] <replica>",
      says: "a replica by a beginning of its name",
      names: "pod",
    }),
  },
  flags: { copy, dryRun, json },
  async run(args, world) {
    const found = await runningCopy(args.pod, { copy: args.copy, least: 1 }, world);
    const { name } = podNamed(found.words[0] ?? "", found.view);
    if (!args.dryRun) await found.control.stop(name);
    const facts = { verb: "stop", copy: found.copy.name, pod: name };
    sayDone(facts, ["stop", "stopping", `the replica "${name}"`], args, world);
  },
});
