import { join } from "node:path";
import type { Cancel } from "#plinth/host/clock.ts";
import { environment } from "#plinth/host/machine.ts";
import { ownProgram } from "#plinth/host/processes/own-program.ts";
import { runOnce } from "#plinth/host/processes/run-once.ts";
import { watchPath } from "#plinth/host/watch.ts";
import { fromJson, type SystemJson } from "#plinth/model/json.ts";
import { type LocalPlan, planOf } from "./plan/plan.ts";
import type { Supervisor } from "./supervisor.ts";
import type { UpRequest } from "./up-request.ts";

const program = join(import.meta.dir, "../cli/main.ts");

/** A description may take so long to be read anew, ms. */
const readWithinMs = 20_000;

/**
 * Reads the description in a process of its own, so that one that throws or never ends does no harm
 * to what runs.
 */
const readAnew = async (request: UpRequest): Promise<LocalPlan | { readonly wrong: string }> => {
  const profile = request.profile === undefined ? [] : ["--profile", request.profile];
  const words = ["graph", request.file, "--format", "json", "--json", ...profile];
  const ran = await runOnce({
    command: ownProgram(program, words),
    cwd: request.root,
    env: environment(),
    timeoutMs: readWithinMs,
  });
  if (ran.timedOut) return { wrong: `it took longer than ${readWithinMs / 1000} s to read` };
  if (ran.exitCode !== 0) return { wrong: ran.output };
  try {
    return planOf(fromJson(JSON.parse(ran.output) as SystemJson));
  } catch (error) {
    return { wrong: (error as Error).message };
  }
};

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf("/"));

/**
 * Takes changes of the description and of source files over into what runs: only what differs is
 * replaced. A description that cannot be read changes nothing, and an event says why.
 */
export const watchSystem = (request: UpRequest, supervisor: Supervisor): Cancel => {
  const watched = new Map<string, Cancel>();
  const refresh = async (plan: LocalPlan): Promise<void> => {
    try {
      await supervisor.refresh(plan);
      follow();
    } catch (error) {
      supervisor.note("ModelRefused", (error as Error).message);
    }
  };
  const follow = (): void => {
    for (const source of supervisor.fleet.sources()) {
      if (watched.has(source)) continue;
      const changed = (): void => void refresh(supervisor.plan);
      watched.set(source, watchPath(source, true, changed));
    }
  };
  let reading = false;
  let again = false;
  const reload = async (): Promise<void> => {
    again = reading;
    if (reading) return;
    reading = true;
    const plan = await readAnew(request);
    reading = false;
    if ("wrong" in plan) {
      supervisor.note("ModelRefused", `the description is not taken: ${plan.wrong}`);
    } else await refresh(plan);
    if (again) await reload();
  };
  const folder = folderOf(request.file);
  // A description in the project's root shares its folder with everything, our state included.
  const recursive = folder !== request.root;
  watched.set(
    folder,
    watchPath(folder, recursive, () => void reload()),
  );
  follow();
  return () => {
    for (const cancel of watched.values()) cancel();
  };
};
