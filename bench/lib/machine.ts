import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

/** What a number was measured on: printed above every table, kept in every JSON report. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMib: number;
  readonly kernel: string;
  readonly bun: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** This machine, now. */
export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryMib: Math.round(totalmem() / 2 ** 20),
    kernel: release(),
    bun: Bun.version,
    at: new Date().toISOString(),
  };
}

/** The machine in one line, for the head of a report. */
export function describeMachine(machine: Machine): string {
  const { cpu, cores, memoryMib, kernel, bun, at } = machine;
  return `${cpu}, ${cores} cores, ${memoryMib} MiB, kernel ${kernel}, bun ${bun}, ${at}`;
}

/** Path of a program on PATH, or undefined. */
export function toolPath(name: string): string | undefined {
  return Bun.which(name) ?? undefined;
}

/**
 * The command bound to one core, where the machine can do that (taskset, and more than one core);
 * the command as it was elsewhere.
 */
export function pinned(command: readonly string[], core: number): readonly string[] {
  const taskset = toolPath("taskset");
  if (taskset === undefined || core >= cpus().length) return command;
  return [taskset, "-c", String(core), ...command];
}

/** Memory that a process holds in RAM (VmRSS), MiB; undefined where /proc does not say. */
export function rssMib(pid: number): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}

/**
 * Processor time that a process has used, milliseconds, user and system; undefined where /proc does
 * not say. Per request it tells what a request costs even when others keep the machine busy.
 */
export function cpuTimeMs(pid: number): number | undefined {
  try {
    // Fields 14 and 15 in clock ticks, 100 a second on Linux; counted from the end of the name,
    // which may hold spaces: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}
