import { existsSync, readdirSync, readlinkSync, realpathSync } from "node:fs";

/** The folder that a process works in; undefined when it is gone, or cannot be seen. Linux only. */
const cwdOf = (pid: number): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
};

/**
 * The processes that work in a folder, for those that have overwritten their environment and so have no
 * mark; none where there is no such folder. Linux only.
 */
export const processesIn = (folder: string): number[] => {
  if (process.platform !== "linux" || !existsSync(folder)) return [];
  const real = realpathSync(folder);
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => cwdOf(pid) === real);
};
