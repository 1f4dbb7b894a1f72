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

/** Pages that are resident: a process' own, and those that it may share with others. */
const linuxPages = (pid: number): { readonly own: number; readonly shared: number } => {
  // size resident shared …: man 5 proc_pid_statm.
  const [, resident = 0, shared = 0] = (read(`/proc/${pid}/statm`) ?? "").split(" ").map(Number);
  return { own: resident - shared, shared };
};

const linuxUsage = (pid: number): Usage | undefined => {
  let [cpuMs, ownPages, sharedPages, seen] = [0, 0, 0, false];
  const tree = linuxTree(pid);
  for (const at of tree) {
    // Fields are counted after the name, which may hold spaces: man 5 proc_pid_stat.
    const stat = read(`/proc/${at}/stat`)?.split(") ").at(-1)?.split(" ");
    if (!stat) continue;
    seen = true;
    // Its own, and that of children which have ended: time never runs backwards when they do.
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(stat[field]), 0);
    cpuMs += ticks * msPerTick;
    // What a database's processes share is there once: the most that one of them has of it.
    const pages = tree.length > 1 ? linuxPages(at) : { own: Number(stat[21]), shared: 0 };
    ownPages += pages.own;
    sharedPages = Math.max(sharedPages, pages.shared);
  }
  const memoryMib = (ownPages + sharedPages) * mibPerPage;
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
