import { runInFront, survey, whereIs } from "#plinth/host/survey.ts";
import { exitCodes, Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { json } from "../common.ts";
import { installing } from "../doctor/installing.ts";
import { managers, toolName, tools } from "../doctor/tools.ts";
import { yes } from "../flag.ts";
import { showJson } from "../show-json.ts";
import { many } from "../word.ts";

export default command({
  summary: "Say how to get the optional tools that are missing, ask, and get them",
  group: "Project",
  about: [
    "Plinth itself needs none of them. It asks before it installs; with nobody to ask, nothing is " +
      "installed without --yes. What only the benches use is left out unless it is named.",
  ],
  examples: [
    ["plinth setup", "what is missing, the command that installs it, and the question"],
    ["plinth setup rabbitmq-server --yes", "run that command for one of them, unasked"],
  ],
  words: {
    tools: many({
      written: "[tool...]",
      says: "as `plinth doctor` calls them; none: all that are missing",
      choices: tools.map(toolName),
    }),
  },
  flags: { yes: yes("-y, --yes", "run the command unasked"), json },
  async run(args, world) {
    const { out } = world.terminal;
    const asked = tools.filter((tool) =>
      args.tools.length === 0 ? !tool.isForBenches : args.tools.includes(toolName(tool)),
    );
    const isThere = (program: string): boolean => whereIs(program) !== undefined;
    const absent = asked.filter(({ programs }) => !programs.some(isThere));
    const { missing, command } = installing(absent, managers.find(isThere), survey().isRoot);
    if (args.json) showJson(out, { missing, ...(command && { command }), installs: args.yes });
    else {
      if (missing.length === 0) out.line("nothing is missing");
      for (const { tool, use, home, package: name } of missing) {
        out.line(`missing: ${tool}, ${use}${name === undefined ? `; see ${home}` : ""}`);
      }
      if (command) out.line(`${args.yes ? "running" : "to install"}: ${command.join(" ")}`);
    }
    if (!command) return exitCodes.done;
    const agrees = async (): Promise<boolean> =>
      /^y(es)?$/i.test((await world.terminal.ask("Run it? [y/N] ", world.stopping)) ?? "");
    if (!(args.yes || (!args.json && (await agrees())))) {
      return world.stopping.aborted ? exitCodes.interrupted : exitCodes.done;
    }
    const exitCode = await runInFront(command);
    if (exitCode !== 0) {
      const says = `"${command.join(" ")}" ended with ${exitCode}, see above`;
      throw new Refusal("environment", `${says}; when it works by hand, run this again`);
    }
    return exitCodes.done;
  },
});
