import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { readText, remove } from "#plinth/host/store.ts";
import { controlOf } from "./control.ts";
import { survivorsOf } from "./copies.ts";
import type { Copy } from "./copy.ts";
import { endProcesses } from "./end-processes.ts";
import { lockHolder } from "./lock.ts";
import { forgetRun, isAlive, readSupervisor } from "./state.ts";

/** A supervisor that does not go within this time is ended like what it started, ms. */
const goneWithinMs = 60_000;

/** What a damaged state still says of the run, so that its processes can be found. */
const runIdIn = (folder: string): string | undefined =>
  /"runId":\s*"([^"]+)"/.exec(readText(`${folder}/supervisor.json`) ?? "")?.[1];

const endRunning = async (copy: Copy): Promise<void> => {
  const state = readSupervisor(copy.folder);
  if (!state) return;
  const until = monotonicMs() + goneWithinMs;
  try {
    await controlOf(copy).down();
  } catch {
    // It went while we asked, or does not answer: what is left is ended below.
  }
  while (isAlive(state) && monotonicMs() < until) await pause(5);
  if (isAlive(state)) await endProcesses([state.pid]);
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
  if (copy.state === "running") await endRunning(copy);
  const left = leftOf(copy);
  await endProcesses(left);
  forgetRun(copy.folder);
  if (copy.state === "damaged") {
    for (const file of ["view.json", "lock"]) remove(`${copy.folder}/${file}`);
  }
  if (volumes) remove(copy.folder);
  return { ended: before + left.length };
};

const leftOf = (copy: Copy): number[] => {
  if (copy.state === "damaged") {
    const runId = runIdIn(copy.folder);
    const marked = runId === undefined ? [] : markedProcesses(`PLINTH_RUN=${runId}`);
    const holder = lockHolder(copy.folder);
    return holder ? [holder.pid, ...marked] : marked;
  }
  const state = readSupervisor(copy.folder);
  return state ? survivorsOf(copy.folder, state) : [];
};
