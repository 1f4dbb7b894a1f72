import { runInFront, survey, whereIs } from "#plinth/host/survey.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { json } from "../common.ts";
import { installing } from "../doctor/installing.ts";
import { managers, toolName, tools } from "../doctor/tools.ts";
import { yes } from "../flag.ts";
import { showJson } from "../show-json.ts";
import { many } from "../word.ts";

export default command({
  summary: "Say how to get the optional tools that are missing, and get them with --yes",
  group: "Project",
  about: ["Plinth itself needs none of them. Without --yes nothing is installed."],
  examples: [
    ["plinth setup", "what is missing, and the command that installs it"],
    ["plinth setup wrk nginx --yes", "run that command for two of them"],
  ],
  words: {
    tools: many({
      written: "[tool...]",
      says: "as `plinth doctor` calls them; none: all that are missing",
      choices: tools.map(toolName),
    }),
  },
  flags: { yes: yes("-y, --yes", "run the command"), json },
  async run(args, world) {
    const { out } = world.terminal;
    const asked = tools.filter(
      (tool) => args.tools.length === 0 || args.tools.includes(toolName(tool)),
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
    if (!args.yes || !command) return;
    const exitCode = await runInFront(command);
    if (exitCode !== 0) {
      const says = `"${command.join(" ")}" ended with ${exitCode}, see above`;
      throw new Refusal("environment", `${says}; when it works by hand, run this again`);
    }
  },
});
