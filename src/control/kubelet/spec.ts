/** What may happen to a container that has ended, in the API's words. */
export type RestartPolicy = "Always" | "OnFailure" | "Never";

/** The three probes, in the order in which the kubelet makes their workers. */
export const probeNames = ["startup", "readiness", "liveness"] as const;

export type ProbeName = (typeof probeNames)[number];

/** When a probe asks and how often it must agree; whom it asks is the caller's business. */
export interface Probe {
  /** From the container's start (its whole second) to the first call, s. */
  readonly initialDelaySeconds: number;
  /** From one call to the next, s; more than 0. */
  readonly periodSeconds: number;
  /** How long a call may take before it counts as failed, s. */
  readonly timeoutSeconds: number;
  /** Successes in a row that make the standing result a success. */
  readonly successThreshold: number;
  /** Failures in a row that make the standing result a failure. */
  readonly failureThreshold: number;
  /**
   * From SIGTERM to SIGKILL when this probe's failure stops the container, s.
   * @default the container's own
   */
  readonly terminationGracePeriodSeconds?: number;
}

/** What the kubelet has to know of a pod of one container. */
export interface ContainerSpec {
  readonly restartPolicy: RestartPolicy;
  /** From SIGTERM to SIGKILL, s. */
  readonly terminationGracePeriodSeconds: number;
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

/** The probe of that name; undefined: there is none. */
export function probeOf(spec: ContainerSpec, name: ProbeName): Probe | undefined {
  return spec[`${name}Probe`];
}
