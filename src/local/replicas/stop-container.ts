import { graceAfterPreStop } from "#plinth/control/kubelet/grace.ts";
import { after, monotonicMs, within } from "#plinth/host/clock.ts";
import type { Container } from "./container.ts";
import type { PodSpec } from "./replica-making.ts";

/** What stopping needs to know of the doors, and whom it tells. */
export interface StopHooks {
  event(type: "Normal" | "Warning", reason: string, message: string): void;
  /** Resolves when no door sends anything new here. */
  unrouted(): Promise<void>;
  /** Resolves when nothing that a door sent here is in flight. */
  drained(): Promise<void>;
}

/**
 * A sleep before SIGTERM is there to wait for balancers; here the doors say when they are done, so
 * it waits for that, and no longer than the sleep.
 */
const runPreStop = async (
  container: Container,
  { preStop }: PodSpec,
  hooks: StopHooks,
  graceS: number,
): Promise<void> => {
  if (!preStop) return;
  if ("sleepS" in preStop) {
    return within(Math.min(preStop.sleepS, graceS) * 1000, hooks.drained());
  }
  const ran = await container.run(preStop.exec, graceS * 1000);
  if (ran && ran.exitCode !== 0) {
    const says = `preStop exited with ${ran.exitCode}: ${ran.output}`;
    hooks.event("Warning", "FailedPreStopHook", says);
  }
};

/**
 * Stops a container's process as the kubelet does: out of the doors, preStop, SIGTERM (or the signal
 * that its pod names), and SIGKILL when its grace (s) is over. Resolves when it has ended.
 */
export const stopContainer = async (
  container: Container,
  pod: PodSpec,
  hooks: StopHooks,
  graceS: number,
): Promise<void> => {
  const { process } = container;
  if (!process) return;
  const began = monotonicMs();
  await within(graceS * 1000, hooks.unrouted());
  await runPreStop(container, pod, hooks, graceS);
  if (container.process !== process) return;
  const waitedMs = monotonicMs() - began;
  if (waitedMs > 1_000) hooks.event("Normal", "PreStop", `waited ${Math.round(waitedMs)} ms`);
  process.signal(pod.stopSignal ?? "SIGTERM");
  const kill = after(graceAfterPreStop(graceS, waitedMs) * 1000, () => {
    hooks.event("Warning", "Killing", `did not end within ${graceS} s; it is killed`);
    process.signal("SIGKILL");
  });
  await process.ended;
  kill();
};
