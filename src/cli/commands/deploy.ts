import { exitCodes, Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { dryRun, json, profile, system } from "../common.ts";
import { out, rehearse, rolloutMs } from "../deploy/flags.ts";
import { yes } from "../flag.ts";
import { openSystem } from "../open-system.ts";

export default command({
  summary: "Bring a system to its cloud, with the terraform and kubectl that you have",
  group: "Ship",
  about: [
    "Shows what Terraform plans and asks once before that very plan is applied; then images are " +
      "built and pushed by digest, objects applied, and rollouts waited for. Interrupted, the same " +
      "command goes on where it stopped.",
    "With --rehearse nothing leaves this machine: Terraform with its real provider against an AWS " +
      "stand-in, the objects into a real control plane with simulated machines, a second plan, and a " +
      "destroy that leaves nothing. What is missing for it is skipped, and the exit code is 10.",
  ],
  examples: [
    ["plinth deploy time --rehearse", "all of it here, without an account"],
    ["plinth deploy time --dry-run", "the commands, as a script that can be run"],
    ["plinth deploy time --profile development", "plan, ask, apply, roll out"],
    ["plinth deploy time --yes --json", "unasked; one JSON object a line"],
  ],
  words: { system },
  flags: {
    profile,
    rehearse,
    out,
    rolloutMs,
    yes: yes("-y, --yes", "apply unasked"),
    dryRun,
    json,
  },
  async run(args, world) {
    const opened = await openSystem(args.system, args.profile, world);
    const { refuseErrors } = await import("../deploy/judged.ts");
    await refuseErrors(args.system, opened.system.profile, world);
    const { rolloutMs, json } = args;
    if (args.rehearse) {
      const { rehearsal } = await import("../deploy/rehearsal.ts");
      return rehearsal({ opened, rolloutMs, json }, world);
    }
    const { deployOrDestroy } = await import("../deploy/deploy.ts");
    const confirm = async (): Promise<boolean> => {
      if (args.yes) return true;
      const typed = await world.terminal.ask("Apply this plan? [y/N] ", world.stopping);
      if (typed !== undefined || world.stopping.aborted) return /^y(es)?$/i.test(typed ?? "");
      throw new Refusal("usage", "there is nobody to ask; give --yes to apply unasked");
    };
    await deployOrDestroy(
      { verb: "deploy", opened, out: args.out, rolloutMs, dryRun: args.dryRun, json, confirm },
      world,
    );
    return exitCodes.done;
  },
});
