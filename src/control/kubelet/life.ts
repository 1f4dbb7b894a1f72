import type { ContainerStatus, PodPhase, Result } from "./effect.ts";
import type { ProbeName } from "./spec.ts";

/** The end of a process. */
export interface Exit {
  readonly atMs: number;
  readonly exitCode: number;
}

/** One process of the container. */
export interface Attempt {
  readonly attempt: number;
  /** Undefined: it could not be started. */
  readonly startedMs?: number | undefined;
  readonly exit?: Exit | undefined;
}

/** The loop that calls one probe. */
export interface Worker {
  /** When it looks next, unless a call is still open then. */
  readonly nextTickMs: number;
  /** It is to look at once, or as soon as its call is answered. */
  readonly triggered: boolean;
  /** The process it knows, and what it says of that one. */
  readonly attempt?: number | undefined;
  readonly standing?: Result | undefined;
  /** The last answer and how often in a row it was given; a new process does not change them. */
  readonly last: "Success" | "Failure";
  readonly run: number;
  /** It has given its verdict, and waits for the next process. */
  readonly onHold: boolean;
  /** The call that is open, and which try it is. */
  readonly call?: { readonly id: number; readonly tryNumber: number } | undefined;
  /** It looks no more. */
  readonly ended: boolean;
}

/** What the kubelet is in the middle of; it does not look at the pod again before that is done. */
export type Doing =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "stopping";
      /** The next process is started as soon as this one has ended, unless the pod is to end. */
      readonly restart: boolean;
      /** The last exit when it decided to stop this one. */
      readonly knownExit?: Exit | undefined;
    }
  | { readonly kind: "starting"; readonly attempt: number };

/** The crash-loop back-off. */
export interface Backoff {
  /** What the next restart waits after an exit. */
  readonly delayMs: number;
  /** When a restart was counted last. */
  readonly countedMs: number;
}

/** What was written down last, and of which process. */
export interface HeldStatus {
  readonly status: ContainerStatus;
  readonly attempt?: number | undefined;
  /** When that process was started, by the whole second; undefined: it does not run. */
  readonly startedMs?: number | undefined;
}

/** All that the kubelet knows of a pod of one container: plain data. */
export interface ContainerLife {
  /** The latest process. */
  readonly current?: Attempt | undefined;
  /** The end of the latest process that has ended. */
  readonly lastExit?: Exit | undefined;
  readonly held?: HeldStatus | undefined;
  readonly workers: { readonly [N in ProbeName]?: Worker };
  readonly nextCallId: number;
  readonly doing: Doing;
  /** When it looks at the pod next; undefined: when something asks for that. */
  readonly syncAtMs?: number | undefined;
  readonly backoff?: Backoff | undefined;
  /** The end of the back-off that keeps the container from being started. */
  readonly waitingUntilMs?: number | undefined;
  /** The pod is to end, with this grace, s. */
  readonly deletion?: { readonly graceS: number } | undefined;
  /** How it has ended. */
  readonly phase?: PodPhase | undefined;
}

/** A pod that the kubelet has not been told of yet. */
export const newLife: ContainerLife = {
  workers: {},
  nextCallId: 0,
  doing: { kind: "nothing" },
};
