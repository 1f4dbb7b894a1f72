import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { exists, readText, remove, removeParts } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { controlOf } from "./copies/control.ts";
import { survivorsOf } from "./copies/copies.ts";
import type { Copy } from "./copies/copy.ts";
import { lockHolder, takeLock } from "./copies/lock.ts";
import { forgetRun, isAlive, readSupervisor, type SupervisorState } from "./copies/state.ts";
import { endProcesses } from "./end-processes.ts";

/** A supervisor that does not go within this time is ended like what it started, ms. */
const goneWithinMs = 60_000;

/** What a damaged state still says of the run, so that its processes can be found. */
const runIdIn = (folder: string): string | undefined =>
  /"runId":\s*"([^"]+)"/.exec(readText(`${folder}/supervisor.json`) ?? "")?.[1];

/** Asks the supervisor to end, again and again: one that has only just begun does not hear yet. */
const endRunning = async (copy: Copy, state: SupervisorState): Promise<void> => {
  const until = monotonicMs() + goneWithinMs;
  while (isAlive(state) && monotonicMs() < until) {
    try {
      await controlOf(copy).down();
    } catch {
      // It went while we asked, or does not answer yet.
    }
    await pause(5);
  }
  if (isAlive(state)) await endProcesses([state.pid]);
};

/** Removes what says that it runs, unless somebody brings it up again meanwhile. */
const clearUp = (copy: Copy, volumes: boolean): void => {
  if (!exists(copy.folder)) return;
  const release = takeLock(copy.folder);
  if (!release) {
    if (!volumes) return;
    const says = `"${copy.name}" is being brought up again, so what it kept stays`;
    throw new Refusal("environment", `${says}; run this again when it is up`);
  }
  forgetRun(copy.folder);
  removeParts(copy.folder);
  if (copy.state === "damaged") remove(`${copy.folder}/view.json`);
  if (volumes) remove(copy.folder);
  release();
};

/**
 * Ends a copy, in whatever state it is: running, orphaned by its supervisor, or with state that
 * cannot be read. `volumes` removes what it kept on disk as well.
 */
export const downCopy = async (
  copy: Copy,
  { volumes }: { readonly volumes: boolean },
): Promise<{ readonly ended: number }> => {
  const before = copy.view?.nodes.flatMap(({ pods = [] }) => pods).length ?? 0;
  // Read once: should somebody bring it up again meanwhile, theirs is another run.
  const state = copy.state === "damaged" ? undefined : readSupervisor(copy.folder);
  if (state && copy.state === "running") await endRunning(copy, state);
  let ended = before;
  for (let left = leftOf(copy, state); left.length > 0; left = leftOf(copy, state)) {
    ended += left.length;
    await endProcesses(left);
  }
  clearUp(copy, volumes);
  return { ended };
};

const leftOf = (copy: Copy, state: SupervisorState | undefined): number[] => {
  if (copy.state === "damaged") {
    const runId = runIdIn(copy.folder);
    const marked = runId === undefined ? [] : markedProcesses(`PLINTH_RUN=${runId}`);
    const holder = lockHolder(copy.folder);
    return holder ? [holder.pid, ...marked] : marked;
  }
  return state ? survivorsOf(copy.folder, state) : [];
};
