import type { ContainerStatus } from "./effect.ts";
import type { HeldStatus } from "./life.ts";
import type { Turn } from "./turn.ts";

/** Writes a status down, and tells it if it reads differently from the one before. */
export function hold(turn: Turn, held: HeldStatus): void {
  const before = turn.life.held?.status;
  const { status } = held;
  turn.life.held = held;
  const isSame =
    before?.state === status.state &&
    before.started === status.started &&
    before.ready === status.ready &&
    before.restarts === status.restarts;
  if (!isSame) turn.effects.push({ kind: "status", status });
}

/**
 * Corrects one word of the status, if it speaks of that process. A container that turns out to
 * have started is ready at the next look and not before.
 * Source: k8s@v1.36.2 pkg/kubelet/status/status_manager.go (SetContainerReadiness,
 * SetContainerStartup).
 */
export function correct(
  turn: Turn,
  attempt: number,
  word: Partial<Pick<ContainerStatus, "started" | "ready">>,
): void {
  const { held } = turn.life;
  if (held?.attempt === attempt) hold(turn, { ...held, status: { ...held.status, ...word } });
}
