import { toJson } from "#plinth/model/json.ts";
import { command } from "../command.ts";
import { json, profile, system } from "../common.ts";
import { choice } from "../flag.ts";
import { openSystem } from "../open-system.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Draw a system: what stands where, and what uses what",
  group: "Look",
  examples: [
    ["plinth graph", "the only system of the project, as Mermaid"],
    ["plinth graph time --format dot | dot -Tsvg > time.svg", "as a picture, with Graphviz"],
    ["plinth graph time --json", "the whole model as data"],
  ],
  words: { system },
  flags: {
    format: choice("--format <name>", "the language of the drawing", ["mermaid", "dot", "json"]),
    profile,
    json,
  },
  async run(args, world) {
    const { system } = await openSystem(args.system, args.profile, world);
    const format = args.json ? "json" : args.format;
    if (format === "json") {
      showJson(world.terminal.out, toJson(system));
    } else {
      const { mermaid } = await import("#plinth/outputs/graph/mermaid.ts");
      const { dot } = await import("#plinth/outputs/graph/dot.ts");
      world.terminal.out.write({ mermaid, dot }[format](system));
    }
  },
});
