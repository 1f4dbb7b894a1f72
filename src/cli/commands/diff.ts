import { toJson } from "#plinth/model/json.ts";
import { command } from "../command.ts";
import { json, profile, system } from "../common.ts";
import { text } from "../flag.ts";
import { openSystem } from "../open-system.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Say what changed since the last synth: the model first, then files",
  group: "Ship",
  examples: [["plinth diff time", "what a synth would change now"]],
  words: { system },
  flags: {
    out: text("--out <folder>", "where the last synth is; out/<system> if none"),
    profile,
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const opened = await openSystem(args.system, args.profile, world);
    const { placeOf, wantedFiles } = await import("../synth/wanted.ts");
    const { changesIn } = await import("../synth/changes.ts");
    const { lastModel } = await import("../synth/last.ts");
    const { modelChanges } = await import("../synth/model-changes.ts");
    const { diffLines } = await import("../synth/diff-lines.ts");
    const { name, profile } = opened.system;
    const place = placeOf(args.out, opened, world.cwd);
    const files = changesIn(place, opened.system, wantedFiles(opened.system));
    const model = modelChanges(lastModel(place), toJson(opened.system, { where: false }));
    const { added, changed, removed } = files;
    if (args.json) {
      const { folder } = place;
      showJson(out, { system: name, profile, folder, model, files: { added, changed, removed } });
    } else for (const line of diffLines(model, files)) out.line(line);
  },
});
