import { basename, join, relative, resolve } from "node:path";
import { isFolder, isTaken, writeNew } from "#plinth/host/paths.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { projectRoot } from "#plinth/project/root.ts";
import type { CliWorld } from "../cli-world.ts";
import { command } from "../command.ts";
import { dryRun, json } from "../common.ts";
import { text } from "../flag.ts";
import { nameFrom, starter } from "../init/starter.ts";
import { showJson } from "../show-json.ts";
import { maybe } from "../word.ts";

/** A project with a `systems` folder gets one more in it; any other folder a bare `system.ts`. */
const placeIn = (folder: string, name: string): string =>
  isFolder(join(folder, "systems")) ? join(folder, "systems", name) : folder;

/** What to type next, from where one stands; `system` is among others there. */
const nextCommand = (
  { cwd, env }: Pick<CliWorld, "cwd" | "env">,
  folder: string,
  system: string | undefined,
): string => {
  const go = relative(cwd, folder);
  const plinth = env.npm_command === "exec" ? "npx plinth" : "plinth";
  const up = [plinth, "up", ...(system === undefined ? [] : [system])].join(" ");
  return go === "" ? up : `cd ${go} && ${up}`;
};

export default command({
  summary: "Write a first system, with a service to be replaced by your own",
  group: "Project",
  about: ["Nothing that is there is overwritten, and nothing outside the folder is touched."],
  examples: [
    ["plinth init", "in this folder"],
    ["plinth init shop", "in a folder of that name"],
    ['plinth init --service-command "python3 app.py"', "for a program that is there already"],
  ],
  words: { folder: maybe({ written: "[folder]", says: "where to write; this folder if none" }) },
  flags: {
    name: text("--name <name>", "the system's name; the folder's if none"),
    serviceCommand: text("--service-command <words>", "what starts your service"),
    dryRun,
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const folder = resolve(world.cwd, args.folder ?? ".");
    const name = args.name ?? nameFrom(basename(folder));
    const place = placeIn(folder, name);
    const command = args.serviceCommand;
    const inProject = relative(projectRoot(folder), place);
    const texts = starter({ name, folder: inProject, ...(command !== undefined && { command }) });
    const files = Object.entries(texts).map(([file, text]) => ({ path: join(place, file), text }));
    const shown = (path: string): string => relative(world.cwd, path) || ".";
    const [taken] = files.filter(({ path }) => isTaken(path));
    if (taken) {
      const says = `"${shown(taken.path)}" is there already, and nothing is overwritten`;
      throw new Refusal("usage", `${says}; name another folder`);
    }
    if (!args.dryRun) for (const { path, text } of files) writeNew(path, text);
    const next = nextCommand(world, folder, place === folder ? undefined : name);
    const written = files.map(({ path }) => shown(path));
    if (args.json) {
      showJson(out, { name, written, next, dryRun: args.dryRun });
      return;
    }
    for (const path of written) out.line(`${args.dryRun ? "would write" : "wrote"} ${path}`);
    const remark = command === undefined ? "" : "; your service must listen on the port in PORT";
    out.line(`next: ${next}${remark}`);
  },
});
