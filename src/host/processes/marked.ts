import { readdirSync, readFileSync } from "node:fs";

/**
 * Processes whose environment holds the mark, e.g. `PLINTH_RUN=…`: the way to find what a supervisor
 * started and did not live to write down. Linux only; elsewhere nothing is found.
 */
export const markedProcesses = (mark: string): number[] => {
  if (process.platform !== "linux") return [];
  const found: number[] = [];
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      if (readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(mark))
        found.push(pid);
    } catch {
      // Gone meanwhile, or not ours to look at.
    }
  }
  return found;
};
