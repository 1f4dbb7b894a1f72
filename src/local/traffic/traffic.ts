import type { DoorStats, GatewayStats } from "#plinth/gateway/config.ts";
import { monotonicMs } from "#plinth/host/clock.ts";

/** What passes through a door. */
export interface DoorTraffic {
  readonly perSecond: number;
  readonly stats?: DoorStats;
  /** The counters a while ago, so that a histogram can be taken of what came since. */
  readonly before?: DoorStats;
}

/** Rates are of the last second; without news for this long, ms, nothing passes. */
const newsMs = 2_500;

/** So many counts are kept, one a second. */
const countsKept = 30;

/** What passes through doors and to targets, from the counts that the gateway sends. */
export class Traffic {
  private readonly history: GatewayStats[] = [];
  private statsAtMs = 0;

  take(stats: GatewayStats): void {
    // A gateway that was started again counts from nothing.
    if (stats.atMs < (this.history.at(-1)?.atMs ?? 0)) this.history.length = 0;
    this.history.push(stats);
    if (this.history.length > countsKept) this.history.shift();
    this.statsAtMs = monotonicMs();
  }

  private rate(count: (stats: GatewayStats) => number | undefined): number | undefined {
    const [before, last] = [this.history.at(-2), this.history.at(-1)];
    if (!last || monotonicMs() - this.statsAtMs > newsMs) return undefined;
    const [from, to] = [before ? (count(before) ?? 0) : 0, count(last)];
    if (to === undefined) return undefined;
    const tookMs = last.atMs - (before?.atMs ?? last.atMs - 1000);
    // Counts go with the targets that are counted: one that is taken out takes its own along.
    return (Math.max(0, to - from) / Math.max(1, tookMs)) * 1000;
  }

  door(id: string): DoorTraffic {
    const statsOf = (stats: GatewayStats | undefined): DoorStats | undefined =>
      stats?.doors.find(({ door }) => door === id);
    const rate = this.rate((stats) => statsOf(stats)?.requests);
    const [stats, before] = [statsOf(this.history.at(-1)), statsOf(this.history[0])];
    return {
      perSecond: rate ?? 0,
      ...(stats && { stats }),
      ...(before && { before }),
    };
  }

  /** Requests a second to one target, over all its groups. */
  targetRate(target: string): number {
    const sum = (stats: GatewayStats): number =>
      stats.targets
        .filter((entry) => entry.target === target)
        .reduce((all, { requests }) => all + requests, 0);
    return this.rate(sum) ?? 0;
  }
}
