import { relative } from "node:path";
import type { Copy } from "#plinth/local/copies/copy.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { projectRoot } from "#plinth/project/root.ts";
import type { CliWorld } from "../cli-world.ts";
import { command } from "../command.ts";
import { dryRun, json } from "../common.ts";
import { yes } from "../flag.ts";
import { stateOf } from "../render/copies-table.ts";
import { copiesHere } from "../running.ts";
import { showJson } from "../show-json.ts";
import { copyNamed, isUp, theOneThatRuns, whatRuns } from "../which-copy.ts";
import { maybe } from "../word.ts";

const whichEnd = (
  copies: readonly Copy[],
  args: { readonly copy: string | undefined; readonly all: boolean; readonly volumes: boolean },
): readonly Copy[] => {
  if (args.all) {
    const chosen = copies.filter((copy) => args.volumes || isUp(copy));
    if (chosen.length === 0) theOneThatRuns(copies);
    return chosen;
  }
  if (args.copy === undefined) {
    // What a stopped copy has kept is meant as well, where there is no other.
    return args.volumes && copies.length === 1 ? copies : [theOneThatRuns(copies)];
  }
  const copy = copyNamed(args.copy, copies);
  if (isUp(copy) || args.volumes) return [copy];
  throw new Refusal("notRunning", `"${copy.name}" is stopped already; ${whatRuns(copies)}`);
};

const wouldDo = (copy: Copy, volumes: boolean, { cwd }: CliWorld): string => {
  const replicas = copy.view?.nodes.flatMap(({ pods = [] }) => pods).length ?? 0;
  const folder = relative(projectRoot(cwd), copy.folder);
  const removes = volumes ? `, and remove ${folder}` : "";
  return `would end "${copy.name}" (${stateOf(copy)}, ${replicas} replicas)${removes}`;
};

export default command({
  summary: "End a copy and everything it started",
  group: "Run",
  about: ["What it kept on disk, logs and events too, stays, unless --volumes is given."],
  examples: [
    ["plinth down", "the copy that runs"],
    ["plinth down --all", "every copy of the project"],
    ["plinth down time --volumes", "one copy, and what it kept on disk"],
  ],
  words: {
    copy: maybe({
      written: "[copy]",
      says: "the name of a copy or a part of it; not needed when one runs",
      names: "copy",
    }),
  },
  flags: {
    all: yes("-a, --all", "every copy of the project"),
    volumes: yes("--volumes", "remove what it kept on disk as well"),
    dryRun,
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const copies = whichEnd(await copiesHere(world), args);
    const ended: { name: string; processes?: number }[] = [];
    for (const copy of copies) {
      if (args.dryRun) {
        ended.push({ name: copy.name });
        if (!args.json) out.line(wouldDo(copy, args.volumes, world));
      } else {
        const { ended: processes } = await world.local.downCopy(copy, { volumes: args.volumes });
        ended.push({ name: copy.name, processes });
        const removed = args.volumes ? ", and what it kept is removed" : "";
        if (!args.json) out.line(`"${copy.name}" is down: ${processes} processes ended${removed}`);
      }
    }
    if (args.json) showJson(out, { down: ended, volumes: args.volumes, dryRun: args.dryRun });
  },
});
