import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./log.ts";

/** Whether the program has been asked to leave, and how it does. */
export interface Drain {
  readonly isDraining: () => boolean;
  /** Leaves in order; resolves when the process may exit. Called again, it only waits. */
  readonly drain: (parts: Leaving, why: string) => Promise<void>;
}

/** What leaving has to end. */
export interface Leaving {
  readonly server: {
    /** Stops listening, resolves when what is in flight is answered; with `true`, cuts that off. */
    stop(closeActiveConnections?: boolean): Promise<void>;
    readonly pendingRequests: number;
  };
  /** Work that comes from elsewhere than HTTP: takes no more, resolves when what was taken is done. */
  readonly stopWork?: () => Promise<void>;
  /** Lets go of what requests and work need. */
  readonly close: () => Promise<void>;
}

export interface DrainTiming {
  /** How long it keeps accepting, unready, while the balancer takes it out. */
  readonly drainDelayMs: number;
  /** When it has to be gone, counted from the signal. */
  readonly shutdownGraceMs: number;
}

/** Time kept back from the grace period for the exit itself. */
const exitMs = 500;

/**
 *     SIGTERM               + DRAIN_DELAY      before SHUTDOWN_GRACE
 *     unready; takes no     stops listening,   cuts off what is left, closes
 *     messages; serves      finishes the rest  connections, exits 0
 */
export function createDrain(
  { drainDelayMs, shutdownGraceMs }: DrainTiming,
  log: Log,
  wait: (delayMs: number) => Promise<unknown> = sleep,
): Drain {
  let drained: Promise<void> | undefined;
  const run = async ({ server, stopWork, close }: Leaving, why: string) => {
    log.info("draining", { why, drainDelayMs, shutdownGraceMs });
    const worked = stopWork?.();
    await wait(drainDelayMs);
    const restMs = shutdownGraceMs - drainDelayMs;
    const isLate = wait(Math.max(restMs / 2, restMs - exitMs)).then(() => true);
    const isDone = Promise.all([server.stop(), worked]).then(() => false);
    if (await Promise.race([isDone, isLate])) {
      log.warn("out of time", { requestsInFlight: server.pendingRequests });
      await server.stop(true);
    }
    await Promise.race([close(), wait(exitMs)]);
    log.info("stopped");
  };
  return {
    isDraining: () => drained !== undefined,
    drain: (parts, why) => {
      drained ??= run(parts, why);
      return drained;
    },
  };
}
