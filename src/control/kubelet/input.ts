import type { Answer } from "./answer.ts";

/** What happened outside. */
export type Input =
  /** The pod is there: said once, before anything else. */
  | { readonly kind: "added" }
  /** The process that a `start` asked for runs. */
  | { readonly kind: "started"; readonly attempt: number }
  /**
   * The process has begun to listen: its startup and readiness probes ask at once instead of
   * waiting for their next tick. Ours; the kubelet has no such news, and none has to be given.
   */
  | { readonly kind: "listening"; readonly attempt: number }
  /** The pod is to be looked at, though nothing has happened to it: a kubelet does so now and then. */
  | { readonly kind: "look" }
  /** A process has ended, for whatever reason, or could not be started. */
  | { readonly kind: "exited"; readonly attempt: number; readonly exitCode: number }
  /** How a `probe` ended. Each has to be answered once, whatever became of the process. */
  | { readonly kind: "answered"; readonly callId: number; readonly answer: Answer }
  /** The pod is to end for good, with this grace (s) or its own. */
  | { readonly kind: "deleted"; readonly graceS?: number }
  /** Only time has passed. */
  | { readonly kind: "tick" };
