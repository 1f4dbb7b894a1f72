import { toJson } from "#plinth/model/json.ts";
import { command } from "../command.ts";
import { json, profile, system } from "../common.ts";
import { text, yes } from "../flag.ts";
import { openSystem } from "../open-system.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Say what changed since the last synth: the model first, then files",
  group: "Ship",
  about: [
    "Compares the model with the one that was last written, and the files on disk with those that a " +
      "synth would write now. A file that was changed by hand since is marked.",
  ],
  examples: [
    ["plinth diff time", "what a synth would change now, line by line"],
    ["plinth diff time --names", "the same with files by name alone"],
  ],
  words: { system },
  flags: {
    out: text("--out <folder>", "where the last synth is; out/<system> if none"),
    profile,
    names: yes("--names", "files by name, without their lines"),
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
    const wanted = wantedFiles(opened.system);
    const changes = changesIn(place, opened.system, wanted);
    const model = modelChanges(lastModel(place), toJson(opened.system, { where: false }));
    const { filePatches } = await import("../synth/file-patches.ts");
    const patches = args.names ? undefined : filePatches(changes, wanted, place);
    const { folder } = place;
    if (args.json) {
      const { before: _, ...files } = changes;
      showJson(out, {
        system: name,
        profile,
        folder,
        model,
        files: { ...files, ...(patches && { patches }) },
      });
    } else {
      const { coloursOf } = await import("../render/colours.ts");
      for (const line of diffLines(model, changes, patches ?? [], coloursOf(out))) out.line(line);
    }
  },
});
