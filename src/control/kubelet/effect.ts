import type { ProbeName } from "./spec.ts";

/** Something that has to be done outside. */
export type Action =
  /** Start a process. Attempts count from 0. */
  | { readonly kind: "start"; readonly attempt: number }
  /** Send SIGTERM, and after `graceS` seconds SIGKILL. */
  | {
      readonly kind: "stop";
      readonly attempt: number;
      readonly graceS: number;
      readonly reason: StopReason;
    }
  /** Call the probe's handler, and give up after `timeoutMs`. */
  | {
      readonly kind: "probe";
      readonly probe: ProbeName;
      readonly attempt: number;
      readonly callId: number;
      readonly timeoutMs: number;
    };

/** Something worth knowing outside. */
export type Notice =
  /** What a probe says of a process was set, or has changed. */
  | {
      readonly kind: "result";
      readonly probe: ProbeName;
      readonly attempt: number;
      readonly result: Result;
    }
  | { readonly kind: "status"; readonly status: ContainerStatus }
  /** The container is not started before `untilMs`, `delayS` after the exit that counts. */
  | { readonly kind: "backoff"; readonly untilMs: number; readonly delayS: number }
  /** The end: nothing more has to be done. A call that is still open may yet tell its result. */
  | { readonly kind: "over"; readonly phase: PodPhase };

export type Effect = Action | Notice;

/** Whose verdict it was, or that the pod was deleted. */
export type StopReason = "liveness" | "startup" | "deleted";

export type Result = "Success" | "Failure" | "UNKNOWN";

/** How a pod ends. */
export type PodPhase = "Succeeded" | "Failed";

/** A container as the kubelet holds it, which is what its probes go by. */
export interface ContainerStatus {
  readonly state: "ContainerCreating" | "Running" | "Terminated" | "CrashLoopBackOff";
  /** It runs, and its startup probe has succeeded if it has one. */
  readonly started: boolean;
  /** It has started, and its readiness probe stands at success if it has one. */
  readonly ready: boolean;
  readonly restarts: number;
}
