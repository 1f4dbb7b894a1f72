import type { ContainerSpec, Probe } from "./spec.ts";

type OrUndefined<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A container as its author writes it. */
export interface WrittenContainerSpec
  extends OrUndefined<Pick<ContainerSpec, "restartPolicy" | "terminationGracePeriodSeconds">> {
  readonly startupProbe?: OrUndefined<Probe> | undefined;
  readonly readinessProbe?: OrUndefined<Probe> | undefined;
  readonly livenessProbe?: OrUndefined<Probe> | undefined;
}

/**
 * The container with all that its author left out.
 * Source: k8s@v1.36.2 pkg/apis/core/v1/defaults.go (SetDefaults_PodSpec).
 */
export function withDefaults(written: WrittenContainerSpec = {}): ContainerSpec {
  const { startupProbe, readinessProbe, livenessProbe } = written;
  return {
    restartPolicy: written.restartPolicy ?? "Always",
    terminationGracePeriodSeconds: written.terminationGracePeriodSeconds ?? 30,
    ...(startupProbe && { startupProbe: probeWithDefaults(startupProbe) }),
    ...(readinessProbe && { readinessProbe: probeWithDefaults(readinessProbe) }),
    ...(livenessProbe && { livenessProbe: probeWithDefaults(livenessProbe) }),
  };
}

/**
 * The probe with all that its author left out; to the API, 0 is left out.
 * Source: k8s@v1.36.2 pkg/apis/core/v1/defaults.go (SetDefaults_Probe).
 */
function probeWithDefaults(written: OrUndefined<Probe>): Probe {
  const { terminationGracePeriodSeconds } = written;
  return {
    initialDelaySeconds: written.initialDelaySeconds ?? 0,
    periodSeconds: written.periodSeconds || 10,
    timeoutSeconds: written.timeoutSeconds || 1,
    successThreshold: written.successThreshold || 1,
    failureThreshold: written.failureThreshold || 3,
    ...(terminationGracePeriodSeconds !== undefined && { terminationGracePeriodSeconds }),
  };
}

/** What belongs to the kubelet and not to one of its pods. */
export interface KubeletSettings {
  /** From what asks for a look at the pod (a result, a start, an exit) to the look, ms. */
  readonly syncMs: number;
  /** The wait before the second restart, s; every further one waits twice as long. */
  readonly backoffInitialS: number;
  /** The longest wait before a restart, s. */
  readonly backoffMaxS: number;
}

/**
 * A kubelet as it comes, its own work taking no time.
 * Source: k8s@v1.36.2 pkg/kubelet/kubelet.go (initialCrashLoopBackOff, MaxCrashLoopBackOff).
 */
export const kubeletDefaults: KubeletSettings = {
  syncMs: 0,
  backoffInitialS: 10,
  backoffMaxS: 300,
};
