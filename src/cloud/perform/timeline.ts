import type { DeployEvent } from "./event.ts";

/** A step as it went. */
export interface Timed {
  readonly step: string;
  readonly says: string;
  readonly outcome: "done" | "skipped" | "failed";
  readonly because?: string;
  /** From the start of the first step, ms. */
  readonly startMs: number;
  readonly lengthMs: number;
}

/** Steps in the order in which they began; one that never ended is left out. */
export const timelineOf = (events: readonly DeployEvent[]): readonly Timed[] => {
  const begun = new Map<string, { readonly says: string; readonly atMs: number }>();
  const timed: Timed[] = [];
  let firstMs: number | undefined;
  for (const event of events) {
    if (event.type === "step-begins") {
      firstMs ??= event.atMs;
      begun.set(event.step, event);
    }
    if (event.type !== "step-ends") continue;
    const start = begun.get(event.step);
    if (!start) continue;
    const { step, outcome, because, atMs } = event;
    timed.push({
      step,
      says: start.says,
      outcome,
      ...(because !== undefined && { because }),
      startMs: start.atMs - (firstMs ?? start.atMs),
      lengthMs: atMs - start.atMs,
    });
  }
  return timed;
};
