import { explained } from "../check/explained.ts";
import { explanationLines } from "../check/explanation-lines.ts";
import { command } from "../command.ts";
import { json } from "../common.ts";
import { coloursOf } from "../render/colours.ts";
import { showJson } from "../show-json.ts";
import { one } from "../word.ts";

export default command({
  summary: "Say why a rule of check is there, what to do, and how good and bad look",
  group: "Judge",
  examples: [["plinth explain kubernetes-alive", "the rule that stands with a finding"]],
  words: {
    rule: one({ written: "<rule>", says: "the id of a rule, as check shows it", names: "rule" }),
  },
  flags: { json },
  async run(args, world) {
    const { out } = world.terminal;
    const rule = explained(args.rule);
    if (args.json) showJson(out, rule);
    else for (const line of explanationLines(rule, coloursOf(out))) out.line(line);
  },
});
