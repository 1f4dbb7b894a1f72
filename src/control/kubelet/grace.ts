import { restartsAfterProbe } from "./restart-policy.ts";
import { type ContainerSpec, probeOf } from "./spec.ts";

/**
 * The least between SIGTERM and SIGKILL, s.
 * Source: k8s@v1.36.2 pkg/kubelet/kuberuntime/kuberuntime_manager.go (minimumGracePeriodInSeconds).
 */
const graceSMin = 2;

/**
 * From SIGTERM to SIGKILL for a container that a probe has given up, s. One that is not started
 * again is stopped with its pod, and then the probe's own grace is not asked.
 * Source: k8s@v1.36.2 pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions),
 * kuberuntime_container.go (setTerminationGracePeriod, killContainer).
 */
export function graceAfterProbe(spec: ContainerSpec, probe: "startup" | "liveness"): number {
  const own = restartsAfterProbe(spec.restartPolicy)
    ? probeOf(spec, probe)?.terminationGracePeriodSeconds
    : undefined;
  return Math.max(graceSMin, own ?? spec.terminationGracePeriodSeconds);
}

/** From SIGTERM to SIGKILL for a container whose pod is deleted, s. */
export function graceAfterDeletion(spec: ContainerSpec, graceS: number | undefined): number {
  return Math.max(graceSMin, graceS ?? spec.terminationGracePeriodSeconds);
}

/**
 * What is left of a `stop`'s grace after a preStop hook that took `hookMs`, s. A hook may take
 * as long as the grace; it takes from it by the whole second.
 * Source: k8s@v1.36.2 pkg/kubelet/kuberuntime/kuberuntime_container.go (executePreStopHook,
 * killContainer).
 */
export function graceAfterPreStop(graceS: number, hookMs: number): number {
  return Math.max(graceSMin, graceS - Math.floor(hookMs / 1000));
}
