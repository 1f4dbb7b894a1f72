import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import { exitCodes, Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { dryRun, json, profile, system } from "../common.ts";
import { out, rolloutMs } from "../deploy/flags.ts";
import { text } from "../flag.ts";
import { openSystem } from "../open-system.ts";

export default command({
  summary: "End a system in its cloud: its objects, then its resources",
  group: "Ship",
  about: [
    "Shows what goes and asks for the name to be typed. The bucket of the state is protected, " +
      "and stays.",
  ],
  examples: [
    ["plinth destroy time --dry-run", "the commands, as a script that can be run"],
    ["plinth destroy time --profile development", "plan, ask for the name, delete, destroy"],
    ["plinth destroy time --yes time-production", "unasked, for the name is there"],
  ],
  words: { system },
  flags: {
    profile,
    out,
    rolloutMs,
    yes: text("-y, --yes <name>", "the name in the account, in place of typing it when asked"),
    dryRun,
    json,
  },
  async run(args, world) {
    const opened = await openSystem(args.system, args.profile, world);
    const name = systemName(opened.system);
    if (args.yes !== undefined && args.yes !== name) {
      throw new Refusal("usage", `--yes wants "${name}", not "${args.yes}"`);
    }
    const confirm = async (): Promise<boolean> => {
      if (args.yes === name) return true;
      const question = `All of this goes for ever. Type "${name}" to go on: `;
      const typed = await world.terminal.ask(question, world.stopping);
      if (typed !== undefined || world.stopping.aborted) return typed === name;
      throw new Refusal("usage", `there is nobody to ask; give --yes ${name} to destroy unasked`);
    };
    const { deployOrDestroy } = await import("../deploy/deploy.ts");
    const { rolloutMs, dryRun, json } = args;
    await deployOrDestroy(
      { verb: "destroy", opened, out: args.out, rolloutMs, dryRun, json, confirm },
      world,
    );
    return exitCodes.done;
  },
});
