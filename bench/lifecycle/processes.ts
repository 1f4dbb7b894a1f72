import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Linux counts processor time in these (sysconf _SC_CLK_TCK). */
const msPerTick = 10;

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
};

/** What a process uses, as /proc says it; undefined when it is gone or there is no /proc. */
export interface Used {
  /** User and system time since it started, ms. */
  readonly cpuMs: number;
  /** All resident pages, MiB: those of the runtime's file too, which all its processes share. */
  readonly rssMib: number;
  /** Its own pages and its part of the shared ones, MiB. */
  readonly pssMib: number;
}

const mibIn = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(text)?.[1] ?? Number.NaN) / 1024;

/** What a process uses now. */
export const used = (pid: number): Used | undefined => {
  const fields = read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
  const memory = read(`/proc/${pid}/smaps_rollup`);
  if (!fields || !memory) return undefined;
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * msPerTick,
    rssMib: mibIn(memory, "Rss"),
    pssMib: mibIn(memory, "Pss"),
  };
};

/** Whether a process runs; one that waits to be reaped does not. */
export const runs = (pid: number): boolean => {
  const state = read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.[0];
  return state !== undefined && !"ZXx".includes(state);
};

/** A process and the words it was started with. */
export interface Seen {
  readonly pid: number;
  readonly words: string;
}

/** The processes that run and that fit. */
const running = (fits: (pid: number) => boolean): Seen[] =>
  readdirSync("/proc").flatMap((entry) => {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid || !fits(pid) || !runs(pid)) return [];
    const words = read(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? "";
    return [{ pid, words }];
  });

/** The processes that run and have `name=value` in their environment for a value that fits. */
export const withVariable = (name: string, fits: (value: string) => boolean): Seen[] =>
  running((pid) => {
    const variables = read(`/proc/${pid}/environ`)?.split("\0") ?? [];
    const value = variables.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
    return value !== undefined && fits(value);
  });

/** The processes that run and work below a folder, be it gone meanwhile. */
export const workingBelow = (folder: string): Seen[] =>
  running((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(`${folder}/`);
    } catch {
      return false;
    }
  });
