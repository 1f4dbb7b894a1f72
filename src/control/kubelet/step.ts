import { type KubeletSettings, kubeletDefaults } from "./defaults.ts";
import { takeDeletion } from "./deletion.ts";
import type { Effect } from "./effect.ts";
import type { Input } from "./input.ts";
import type { ContainerLife } from "./life.ts";
import { runWorkers, takeAnswer, workerDueMs } from "./probe-worker.ts";
import { takeExit, takeListening, takeStart } from "./process.ts";
import type { ContainerSpec } from "./spec.ts";
import { sync } from "./sync.ts";
import { draftOf, requestSync, type Turn } from "./turn.ts";

/** The life after a step, and what is to be done and known, in order. */
export interface Step {
  readonly life: ContainerLife;
  readonly effects: readonly Effect[];
}

/**
 * Takes in what happened, and then does all that is due at `nowMs`: milliseconds of a clock that
 * never runs backwards, best since 1970, for a probe's initial delay counts from a whole second.
 */
export function step(
  spec: ContainerSpec,
  life: ContainerLife,
  input: Input,
  nowMs: number,
  settings: KubeletSettings = kubeletDefaults,
): Step {
  const turn: Turn = { spec, settings, nowMs, life: draftOf(life), effects: [] };
  takeIn(turn, input);
  // Probes first: at one instant a worker's own tick comes before the look that may trigger it.
  while (!turn.life.phase && (runWorkers(turn) || runSync(turn)));
  return { life: turn.life, effects: turn.effects };
}

/** When `step` has to be called if nothing happens before, ms; undefined: not at all. */
export function nextDueMs(life: ContainerLife): number | undefined {
  if (life.phase) return undefined;
  const due = [life.syncAtMs, ...Object.values(life.workers).map(workerDueMs)];
  const dueMs = Math.min(...due.map((atMs) => atMs ?? Number.POSITIVE_INFINITY));
  return dueMs === Number.POSITIVE_INFINITY ? undefined : dueMs;
}

function takeIn(turn: Turn, input: Input): void {
  switch (input.kind) {
    case "added":
    case "look":
      requestSync(turn);
      break;
    case "started":
      takeStart(turn, input.attempt);
      break;
    case "listening":
      takeListening(turn, input.attempt);
      break;
    case "exited":
      takeExit(turn, input.attempt, input.exitCode);
      break;
    case "answered":
      takeAnswer(turn, input.callId, input.answer);
      break;
    case "deleted":
      takeDeletion(turn, input.graceS);
      break;
    case "tick":
      break;
  }
}

function runSync(turn: Turn): boolean {
  const { syncAtMs } = turn.life;
  if (syncAtMs === undefined || syncAtMs > turn.nowMs) return false;
  sync(turn);
  return true;
}
