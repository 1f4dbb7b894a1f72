import { after, type Cancel, monotonicMs, steadyMs } from "#plinth/host/clock.ts";

/**
 * One that has started and was not ready yet is looked at so often, ms, for so long, ms: what it waits
 * for is just coming up beside it, and nobody is to wait for the rest of a probe's period then.
 */
const [lookMs, lookForMs] = [100, 60_000];

/** When a replica goes on by itself: when something of it is due, and sooner while it is coming up. */
export class AlarmClock {
  private readonly ring: (kind: "tick" | "look") => void;
  private timer: Cancel | undefined;
  private lookUntilMs = 0;

  constructor(ring: (kind: "tick" | "look") => void) {
    this.ring = ring;
  }

  /** A process was started that is not ready yet, or one has become ready. */
  isComing(isComing: boolean): void {
    this.lookUntilMs = isComing ? monotonicMs() + lookForMs : 0;
  }

  /** Rings when it is due (steady ms), once; `isWaiting`: or sooner, for it could become ready. */
  set(dueMs: number | undefined, isWaiting: boolean): void {
    this.stop();
    const leftMs = (dueMs ?? Number.POSITIVE_INFINITY) - steadyMs();
    const looks = isWaiting && leftMs > lookMs && monotonicMs() < this.lookUntilMs;
    if (looks) this.timer = after(lookMs, () => this.ring("look"));
    else if (leftMs < Number.POSITIVE_INFINITY) this.timer = after(leftMs, () => this.ring("tick"));
  }

  stop(): void {
    this.timer?.();
    this.timer = undefined;
  }
}
