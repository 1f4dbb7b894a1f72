import { readFileSync } from "node:fs";

/** What a process and its descendants have used. */
export interface Usage {
  /** Processor time since they started, ms. */
  readonly cpuMs: number;
  /** Resident memory now, MiB. */
  readonly memoryMib: number;
}

/** Linux counts processor time in these, whatever the kernel's own tick (sysconf _SC_CLK_TCK). */
const msPerTick = 10;
const mibPerPage = 4096 / 1024 ** 2;

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
};

const linuxTree = (pid: number): number[] => {
  const tree = [pid];
  for (const at of tree) {
    const children = read(`/proc/${at}/task/${at}/children`)?.trim();
    if (children) tree.push(...children.split(" ").map(Number));
  }
  return tree;
};

const linuxUsage = (pid: number): Usage | undefined => {
  let [cpuMs, memoryMib, seen] = [0, 0, false];
  for (const at of linuxTree(pid)) {
    // Fields are counted after the name, which may hold spaces: man 5 proc_pid_stat.
    const stat = read(`/proc/${at}/stat`)?.split(") ").at(-1)?.split(" ");
    if (!stat) continue;
    seen = true;
    // Its own, and that of children which have ended: time never runs backwards when they do.
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(stat[field]), 0);
    cpuMs += ticks * msPerTick;
    memoryMib += Number(stat[21]) * mibPerPage;
  }
  return seen ? { cpuMs, memoryMib } : undefined;
};

const minutesToMs = (time: string): number =>
  time.split(/[-:]/).reduce((sum, part, i, parts) => {
    const unit = [1, 60, 3600, 86_400][parts.length - 1 - i] ?? 0;
    return sum + Number(part) * unit * 1000;
  }, 0);

const psUsage = (pid: number): Usage | undefined => {
  const { stdout } = Bun.spawnSync(["ps", "-o", "time=,rss=", "-p", String(pid)]);
  const [time, rss] = stdout.toString().trim().split(/\s+/);
  if (!time || !rss) return undefined;
  return { cpuMs: minutesToMs(time), memoryMib: Number(rss) / 1024 };
};

/** What a process and its descendants have used so far; undefined when it is gone. */
export const usageOf = (pid: number): Usage | undefined =>
  process.platform === "linux" ? linuxUsage(pid) : psUsage(pid);
