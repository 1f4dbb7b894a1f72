import type { PodPhase } from "./effect.ts";
import type { RestartPolicy } from "./spec.ts";

/**
 * Whether a container that ended by itself is started again.
 * Source: k8s@v1.36.2 pkg/api/v1/pod/util.go (ContainerShouldRestart).
 */
export function restartsAfter(policy: RestartPolicy, exitCode: number): boolean {
  return policy === "Always" || (policy === "OnFailure" && exitCode !== 0);
}

/**
 * Whether a container that a probe has stopped is started again, whatever it exits with.
 * Source: k8s@v1.36.2 pkg/kubelet/kuberuntime/kuberuntime_manager.go (shouldRestartOnFailure).
 */
export function restartsAfterProbe(policy: RestartPolicy): boolean {
  return policy !== "Never";
}

/** How a pod ends; one whose container never ran has failed. */
export function phaseAfter(exitCode: number | undefined): PodPhase {
  return exitCode === 0 ? "Succeeded" : "Failed";
}
