import { readdirSync, readFileSync } from "node:fs";

/** A process and what makes it that process. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly identity: string;
}

/**
 * What tells a process from any other that has, had or will have its number, as long as the machine
 * runs: on Linux the clock tick since boot at which it started (field 22 of /proc/PID/stat, proc(5)),
 * elsewhere the time at which `ps` says it started. Opaque text, to be compared and stored.
 *
 * @returns undefined when no such process runs; one that has ended and waits to be reaped does not
 */
export function identityOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === "linux") return linuxStat(pid)?.identity;
  return psLines(["-o", "pid=,pgid=,stat=,lstart=", "-p", String(pid)])[0]?.identity;
}

/** True when the process that had this identity still runs. */
export function isSame(pid: number, identity: string): boolean {
  return identityOf(pid) === identity;
}

/** The processes of a process group now. */
export function membersOf(group: number): readonly ProcessIdentity[] {
  if (process.platform !== "linux") {
    return psLines(["-A", "-o", "pid=,pgid=,stat=,lstart="]).filter((one) => one.group === group);
  }
  const members: ProcessIdentity[] = [];
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = linuxStat(pid);
    if (stat?.group === group) members.push({ pid, identity: stat.identity });
  }
  return members;
}

/** Signals a process, or a group (negative). What is gone, or not ours, is left as it is. */
export function signal(pid: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch {
    // ESRCH: it has ended meanwhile. EPERM: it has become someone else's, so it is not ours to end.
  }
}

/** The above as one value, to be handed to those who end processes. */
export const hostProcesses = { isSame, membersOf, signal };

function linuxStat(pid: number): { readonly group: number; readonly identity: string } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
  // The name, in parentheses, may contain anything, parentheses and blanks included.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, , group] = fields;
  const startTicks = fields[19];
  if (state === undefined || startTicks === undefined || "ZXx".includes(state)) return undefined;
  return { group: Number(group), identity: startTicks };
}

/** What `ps` prints with `pid=,pgid=,stat=,lstart=`. */
function psLines(
  options: readonly string[],
): readonly { readonly pid: number; readonly group: number; readonly identity: string }[] {
  const { stdout } = Bun.spawnSync(["ps", ...options], { env: { ...process.env, LC_ALL: "C" } });
  return stdout
    .toString()
    .split("\n")
    .flatMap((line) => {
      const [, pid, group, state, start] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
      if (start === undefined || state?.startsWith("Z")) return [];
      return [{ pid: Number(pid), group: Number(group), identity: start }];
    });
}
