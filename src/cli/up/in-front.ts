import type { UpRequest } from "#plinth/local/up-request.ts";
import { exitCodes } from "#plinth/model/refusal.ts";
import type { CliWorld } from "../cli-world.ts";
import { sayAlready } from "./already.ts";
import { showAsJson } from "./as-json.ts";
import { showLines } from "./lines.ts";
import { showLive } from "./live.ts";
import type { Show } from "./show.ts";

/** Brings a copy up in this process and shows it until it has ended. */
export const upInFront = async (
  request: UpRequest,
  { json }: { readonly json: boolean },
  world: CliWorld,
): Promise<number> => {
  const { terminal } = world;
  const up = await world.local.upHere(request, () => world.stopping);
  if (up.already) {
    sayAlready({ ...up.copy, view: await up.control.view() }, json, world);
    return exitCodes.done;
  }
  world.beforeLeaving(up.kill);
  const show: Show = json ? showAsJson : terminal.live ? showLive : showLines;
  const wasReady = await show(up, world);
  await up.ended;
  if (!json) terminal.err.line(`"${up.copy.name}" is down; nothing of it runs`);
  return wasReady || !world.stopping.aborted ? exitCodes.done : exitCodes.interrupted;
};
