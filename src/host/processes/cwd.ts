import { readlinkSync } from "node:fs";

/** The folder that a process works in; undefined when it is gone, or cannot be seen. Linux only. */
export const cwdOf = (pid: number): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
};
