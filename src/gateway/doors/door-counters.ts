import type { DoorStats } from "../config.ts";
import { LatencyRecorder } from "../histogram.ts";

/** What went through one door so far. */
export class DoorCounters {
  requests = 0;
  rejected = 0;
  bytesIn = 0;
  bytesOut = 0;
  readonly #targetCodes: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  readonly #doorCodes: Record<string, number> = {};
  readonly #latency = new LatencyRecorder();

  /** A target's answer has been passed on. */
  answered(status: number, latencyMs: number): void {
    this.requests++;
    const index = Math.min(4, Math.max(0, Math.trunc(status / 100) - 1));
    this.#targetCodes[index] = (this.#targetCodes[index] ?? 0) + 1;
    this.#latency.record(latencyMs);
  }

  /** The door gave the answer by itself. */
  refused(status: number): void {
    this.requests++;
    this.#doorCodes[status] = (this.#doorCodes[status] ?? 0) + 1;
  }

  stats(door: string, connections: number): DoorStats {
    return {
      door,
      requests: this.requests,
      targetCodes: [...this.#targetCodes],
      doorCodes: { ...this.#doorCodes },
      connections,
      rejected: this.rejected,
      bytesIn: this.bytesIn,
      bytesOut: this.bytesOut,
      latency: this.#latency.snapshot(),
    };
  }
}
