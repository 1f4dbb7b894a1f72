import { dirname } from "node:path";
import type { UpRequest } from "#plinth/local/up-request.ts";
import { findSystem } from "#plinth/project/find-system.ts";
import { projectRoot } from "#plinth/project/root.ts";
import { command } from "../command.ts";
import { dryRun, json, profile, system } from "../common.ts";
import { durationOr, factor, off, text, yes } from "../flag.ts";
import { openSystem } from "../open-system.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Run a system on this machine, with real processes",
  group: "Run",
  about: [
    "On a terminal it shows a live table, elsewhere a line for each event. Ctrl-C ends it and all " +
      "that it started. A system that is up already is left as it is.",
    "PLINTH_SERVER_DB=postgres://… uses a server that is there already instead of running the one whose " +
      "id ends in db; PLINTH_SERVER_DB_FILE names a file that holds the address.",
  ],
  examples: [
    ["plinth up", "the only system of the project, until Ctrl-C"],
    ["plinth up time --detach", "in the background; returns when it is ready"],
    ["plinth up time --name second", "another copy beside the first"],
    ["plinth up ./systems/time/system.ts --profile dev", "by path, with a profile"],
  ],
  words: { system },
  flags: {
    name: text("--name <name>", "the name of this copy; the system's own if none", "copy"),
    profile,
    detach: yes("-d, --detach", "in the background; return when it is ready"),
    timeoutMs: durationOr("--timeout <time>", "with --detach: how long to wait for ready", "60s"),
    otherPorts: off("--no-other-ports", "rather fail than take another port than asked for"),
    watch: off("--no-watch", "do not restart what changes when files change"),
    autoscalerSpeed: factor("--autoscaler-speed <times>", "let autoscalers live so much faster"),
    dryRun,
    json,
  },
  async run(args, world) {
    if (args.dryRun) {
      const { system } = await openSystem(args.system, args.profile, world);
      const { planLines } = await import("../up/plan-lines.ts");
      const lines = planLines(system);
      if (args.json) showJson(world.terminal.out, { name: args.name ?? system.name, would: lines });
      else for (const line of lines) world.terminal.out.line(`would ${line}`);
      return undefined;
    }
    const { cwd } = world;
    const file = findSystem(args.system, { cwd, root: projectRoot(cwd) });
    const request: UpRequest = {
      root: projectRoot(dirname(file)),
      file,
      otherPorts: args.otherPorts,
      watch: args.watch,
      ...(args.name !== undefined && { name: args.name }),
      ...(args.profile !== undefined && { profile: args.profile }),
      ...(args.autoscalerSpeed !== undefined && { autoscalerSpeed: args.autoscalerSpeed }),
    };
    if (args.detach) return (await import("../up/behind.ts")).upBehind(request, args, world);
    return (await import("../up/in-front.ts")).upInFront(request, args, world);
  },
});
