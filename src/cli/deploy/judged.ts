import { reaches } from "#plinth/check/report.ts";
import { dayOf } from "#plinth/model/day.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { judge } from "../check/judge.ts";
import { openProfiles } from "../check/open-profiles.ts";
import { reportLines } from "../check/report-lines.ts";
import type { CliWorld } from "../cli-world.ts";
import { coloursOf } from "../render/colours.ts";

/** A system with errors is not deployed. @throws Refusal with what `check` says */
export const refuseErrors = async (
  system: string | undefined,
  profile: string,
  world: CliWorld,
): Promise<void> => {
  const loaded = await openProfiles({ system, profile, asWritten: false }, world);
  const report = judge(loaded, { today: dayOf(world.now()), asked: undefined });
  if (!reaches(report, "error")) return;
  const lines = report.lines.filter(({ severity }) => severity === "error");
  const details = reportLines(
    { ...report, lines },
    { colours: coloursOf({ colour: false }), width: world.terminal.size().columns },
  );
  throw new Refusal("findings", "what check calls an error is not deployed; mend it, or waive it", {
    details,
  });
};
