import { exitCodes } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { dryRun, json, profile, system } from "../common.ts";
import { text, yes } from "../flag.ts";
import { openSystem } from "../open-system.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Write a system as files for Kubernetes and other tools",
  group: "Ship",
  about: [
    "The folder stands on its own: nothing in it needs Plinth.",
    "What an earlier synth wrote and is not wanted any more is removed; what it did not write is " +
      "never touched; what somebody changed by hand since is kept until --force. Into a folder that holds " +
      "other things and no earlier synth it writes only with --force.",
  ],
  examples: [
    ["plinth synth", "the only system of the project, into out/<its name>"],
    ["plinth synth time --check", "fails when the files there are not what would be written"],
  ],
  words: { system },
  flags: {
    out: text("--out <folder>", "where to; out/<system> in the project if none"),
    profile,
    check: yes("--check", "write nothing; exit code 1 if a file would change"),
    force: yes(
      "--force",
      "overwrite what was changed by hand, or write into a folder with files of others",
    ),
    dryRun,
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const opened = await openSystem(args.system, args.profile, world);
    const { placeOf, wantedFiles } = await import("../synth/wanted.ts");
    const { changesIn, isSame, refuseEdited, refuseForeignFolder } = await import(
      "../synth/changes.ts"
    );
    const { writeChanges } = await import("../synth/write.ts");
    const { synthLines } = await import("../synth/lines.ts");
    const { name, profile } = opened.system;
    const place = placeOf(args.out, opened, world.cwd);
    const wanted = wantedFiles(opened.system);
    const changes = changesIn(place, opened.system, wanted);
    const mode = args.check ? "check" : args.dryRun ? "dry-run" : "write";
    const refuse = (): void => {
      refuseForeignFolder(changes, place);
      refuseEdited(changes, place);
    };
    if (mode === "write" && !args.force) refuse();
    if (mode === "write") writeChanges(place, opened.system, wanted, changes);
    const { added, changed, removed, edited } = changes;
    const files = [...wanted.keys()];
    const report = { system: name, profile, folder: place.folder, mode, files };
    if (args.json) showJson(out, { ...report, added, changed, removed, edited });
    else for (const line of synthLines(place.shown, mode, files.length, changes)) out.line(line);
    if (mode === "dry-run" && !args.force) refuse();
    return mode === "check" && !isSame(changes) ? exitCodes.unhealthy : exitCodes.done;
  },
});
