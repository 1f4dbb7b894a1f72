import type { KubeletSettings } from "./defaults.ts";
import type { Effect } from "./effect.ts";
import type { ContainerLife } from "./life.ts";
import type { ContainerSpec } from "./spec.ts";

/** Plain data that may be written to. */
export type Draft<T> = T extends object ? { -readonly [K in keyof T]: Draft<T[K]> } : T;

/** One step at work: what it goes by, the copy it writes to, what it has to say so far. */
export interface Turn {
  readonly spec: ContainerSpec;
  readonly settings: KubeletSettings;
  readonly nowMs: number;
  readonly life: Draft<ContainerLife>;
  readonly effects: Effect[];
}

/** A copy, as deep as anything in it is written to; what lies deeper is only ever replaced. */
export function draftOf(life: ContainerLife): Draft<ContainerLife> {
  const { startup, readiness, liveness } = life.workers;
  const workers = {
    ...(startup && { startup: { ...startup } }),
    ...(readiness && { readiness: { ...readiness } }),
    ...(liveness && { liveness: { ...liveness } }),
  };
  return { ...life, workers };
}

/**
 * Asks for a look at the pod, now or at a later time. All that asks before it comes is answered by
 * that one look. While the kubelet stops or starts a process nothing has to ask: the end of that
 * does.
 */
export function requestSync(turn: Turn, atMs = turn.nowMs): void {
  if (turn.life.doing.kind !== "nothing") return;
  const dueMs = atMs + turn.settings.syncMs;
  turn.life.syncAtMs = Math.min(turn.life.syncAtMs ?? dueMs, dueMs);
}
