import { bootId } from "#plinth/host/processes/boot.ts";
import { isSame } from "#plinth/host/processes/identity.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Copy } from "./copy.ts";
import {
  copyFolder,
  copyNames,
  isAlive,
  readChildren,
  readSupervisor,
  readView,
  type SupervisorState,
} from "./state.ts";
import type { SystemView } from "./view.ts";

/**
 * Processes that a run started and that still run: those written down, and those marked. None lives
 * longer than the machine: after a boot a number and its start in ticks may be somebody else's.
 */
export const survivorsOf = (folder: string, state: SupervisorState): number[] => {
  if (state.boot !== bootId()) return [];
  const written = readChildren(folder, state.runId).filter(({ pid, identity }) =>
    isSame(pid, identity),
  );
  const marked = markedProcesses(`PLINTH_RUN=${state.runId}`);
  return [...new Set([...written.map(({ pid }) => pid), ...marked])];
};

/** A view of something that does not run: what it looked like last, with nothing running in it. */
const stopped = (view: SystemView): SystemView => {
  const { pid, ...rest } = view;
  const nodes = view.nodes.map((node) => {
    if (node.state === "place" || node.state === "not-here") return node;
    const { cpuMilli, memoryMib, requestsPerSecond, pods, targets, replicas, ...kept } = node;
    return {
      ...kept,
      ...(replicas && { replicas: { ...replicas, ready: 0, total: 0 } }),
      state: "stopped" as const,
      health: "none" as const,
      endpoints: [],
    };
  });
  return { ...rest, state: "stopped", nodes };
};

/** What is known of one copy. */
export const copyAt = (root: string, name: string): Copy => {
  const folder = copyFolder(root, name);
  try {
    const state = readSupervisor(folder);
    const view = readView(folder);
    if (state && isAlive(state)) return { name, folder, state: "running", ...(view && { view }) };
    const orphaned = state !== undefined && survivorsOf(folder, state).length > 0;
    return {
      name,
      folder,
      state: orphaned ? "orphaned" : "stopped",
      ...(view && { view: stopped(view) }),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { name, folder, state: "damaged", why: error.message };
  }
};

/** All copies that a project knows of, sorted by name. */
export const copiesIn = async (root: string): Promise<readonly Copy[]> => {
  const { controlOf } = await import("./control.ts");
  return Promise.all(
    copyNames(root).map(async (name) => {
      const copy = copyAt(root, name);
      if (copy.state !== "running") return copy;
      try {
        return { ...copy, view: await controlOf(copy).view() };
      } catch {
        return copy;
      }
    }),
  );
};
