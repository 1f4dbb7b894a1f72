import { monotonicMs } from "#plinth/host/clock.ts";
import { type Usage, usageOf } from "#plinth/host/processes/usage.ts";

/** How often processes are measured, ms. */
export const measurePeriodMs = 1_000;
/** Measurements are kept for so long, ms: as long as the longest window that is asked for. */
const keptMs = 20_000;

interface Sample extends Usage {
  readonly atMs: number;
  readonly pid: number;
}

/** What a process used over a window that ended at `atMs` (monotonic). */
export interface UsageOver {
  readonly atMs: number;
  readonly windowMs: number;
  /** Thousandths of a core, on average. */
  readonly cpuMilli: number;
  /** Resident at the end, MiB. */
  readonly memoryMib: number;
}

/** Measurements of processor and memory, by name of what is measured. */
export class Usages {
  private readonly samples = new Map<string, Sample[]>();

  /** Measures these now, and forgets all others. */
  measure(processes: Iterable<readonly [name: string, pid: number]>): void {
    const atMs = monotonicMs();
    const seen = new Set<string>();
    for (const [name, pid] of processes) {
      const usage = usageOf(pid);
      if (!usage) continue;
      seen.add(name);
      const earlier = (this.samples.get(name) ?? []).filter(
        (sample) => sample.pid === pid && sample.atMs > atMs - keptMs,
      );
      this.samples.set(name, [...earlier, { ...usage, atMs, pid }]);
    }
    for (const name of this.samples.keys()) if (!seen.has(name)) this.samples.delete(name);
  }

  /** Over the last so many ms, or as long as there are measurements; undefined before the second. */
  over(name: string, windowMs: number): UsageOver | undefined {
    const samples = this.samples.get(name) ?? [];
    const last = samples.at(-1);
    const first = samples.find(
      ({ atMs }) => last !== undefined && atMs >= last.atMs - windowMs - 50,
    );
    if (!last) return undefined;
    const from = first === last ? samples.at(-2) : first;
    if (!from) return undefined;
    const tookMs = last.atMs - from.atMs;
    return {
      atMs: last.atMs,
      windowMs: tookMs,
      cpuMilli: ((last.cpuMs - from.cpuMs) / tookMs) * 1000,
      memoryMib: last.memoryMib,
    };
  }
}
