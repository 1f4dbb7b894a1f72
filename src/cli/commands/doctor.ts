import { exitCodes } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { json } from "../common.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Look whether this machine has what Plinth needs, and say what to do",
  group: "Project",
  about: ["It changes nothing. It ends in 8 when something fails."],
  examples: [
    ["plinth doctor", "every check, with a line to paste into a report"],
    ["plinth doctor --json", "the same as data"],
  ],
  words: {},
  flags: { json },
  async run(args, world) {
    const { checksOf, reportLine } = await import("../doctor/checks.ts");
    const { look } = await import("../doctor/look.ts");
    const { out } = world.terminal;
    const facts = await look(world);
    const checks = checksOf(facts);
    if (args.json) showJson(out, { checks, report: reportLine(facts) });
    else {
      const { coloursOf } = await import("../render/colours.ts");
      const { checkLines } = await import("../render/check-lines.ts");
      for (const line of checkLines(checks, coloursOf(out))) out.line(line);
      out.line(`\nfor a report:\n${reportLine(facts)}`);
    }
    const isFit = checks.every(({ verdict }) => verdict !== "fail");
    return isFit ? exitCodes.done : exitCodes.environment;
  },
});
