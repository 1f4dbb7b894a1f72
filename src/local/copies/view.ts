/**
 * What a running copy of a system looks like from outside: plain data, the same for the live table,
 * the verbs, `--json` and the dashboard. Unknown is absent, never zero.
 */

/** The version of the shapes in this file; raised when a reader of the old ones would fail. */
export const viewSchema = 1;

/**
 * - `starting`: not everything has been ready yet
 * - `ready`: everything that runs here is ready
 * - `degraded`: it was ready, and something is not now
 * - `stopping`: on its way down
 * - `stopped`: nothing of it runs; the view is the last one
 */
export type CopyState = "starting" | "ready" | "degraded" | "stopping" | "stopped";

/**
 * - `waiting`: for what it needs (`waitingFor`)
 * - `starting`: processes are there, not all ready yet, for the first time
 * - `running`: all wanted replicas are ready, or the door listens
 * - `completed`: it ran to its end, and ended well
 * - `updating`: a rollout or a change of scale is under way
 * - `degraded`: some replicas are not ready
 * - `failing`: replicas exit or their probes fail, over and over
 * - `failed`: the door cannot be opened, the program cannot be started
 * - `stopping`, `stopped`
 * - `place`: it holds others
 * - `not-here`: it is not run on this machine; `why` says so
 */
export type NodeState =
  | "waiting"
  | "starting"
  | "running"
  | "completed"
  | "updating"
  | "degraded"
  | "failing"
  | "failed"
  | "stopping"
  | "stopped"
  | "place"
  | "not-here";

/** One copy of a system. */
export interface SystemView {
  readonly schema: typeof viewSchema;
  /** The name of the copy: the system's own, unless `--name` gave another. */
  readonly name: string;
  readonly system: string;
  readonly profile: string;
  /** The system file, relative to the project. */
  readonly file: string;
  readonly state: CopyState;
  /** When the supervisor started, RFC 3339. */
  readonly startedAt: string;
  /** From the start of the supervisor to everything ready the first time, milliseconds. */
  readonly readyAfterMs?: number;
  /** Process id of the supervisor, while it runs. */
  readonly pid?: number;
  /** Seconds between decisions of the autoscalers; Kubernetes has 15. */
  readonly autoscalePeriodS: number;
  /** What is emulated or unusual about this run, one sentence each. */
  readonly notes: readonly string[];
  /** Sorted by id. */
  readonly nodes: readonly NodeView[];
}

export interface NodeView {
  readonly id: string;
  readonly kind: string;
  readonly phase: "current" | "future";
  readonly state: NodeState;
  /** `none`: nothing says whether it is well (no probe, nothing that runs). */
  readonly health: "healthy" | "unhealthy" | "unknown" | "none";
  /** Why it is in this state, one sentence, where the state alone does not say it. */
  readonly why?: string;
  readonly waitingFor?: readonly string[];
  readonly replicas?: { readonly wanted: number; readonly ready: number; readonly total: number };
  /** Used by all its processes, thousandths of a core. */
  readonly cpuMilli?: number;
  /** Resident memory of all its processes, MiB. */
  readonly memoryMib?: number;
  readonly restarts?: number;
  /** Through its doors, over the last seconds. */
  readonly requestsPerSecond?: number;
  readonly latencyMsP50?: number;
  readonly latencyMsP99?: number;
  /** Addresses to call, e.g. `http://127.0.0.1:8080`. */
  readonly endpoints: readonly string[];
  readonly autoscaler?: AutoscalerView;
  /** Of a service: sorted by name. */
  readonly pods?: readonly PodView[];
  /** Of a door: what it balances over, in AWS' words. */
  readonly targets?: readonly TargetView[];
}

/** One replica: a pod of one container, here a process. */
export interface PodView {
  /** Unique in the copy, e.g. `time-7f9c4-x2k`. */
  readonly name: string;
  /**
   * The state of its container in Kubernetes' words (`Running`, `CrashLoopBackOff`, `Completed` …),
   * or `Stopped` when it was stopped by hand, `Terminating` when it is being taken away.
   */
  readonly state: string;
  /** What it is to the others of a server, e.g. `primary`. */
  readonly role?: string;
  /** What tells a slow start, a failed readiness and a failed liveness apart, in a sentence. */
  readonly why?: string;
  readonly started: boolean;
  readonly ready: boolean;
  readonly restarts: number;
  readonly pid?: number;
  readonly address?: string;
  /** When its process was last started, RFC 3339. */
  readonly startedAt?: string;
  readonly lastExit?: { readonly code?: number; readonly signal?: string; readonly at: string };
  /** When it will be started again, RFC 3339, in a back-off. */
  readonly retryAt?: string;
  readonly cpuMilli?: number;
  readonly memoryMib?: number;
  readonly requestsPerSecond?: number;
  /** Changes with the program and its settings. */
  readonly revision: string;
  /** The machine of the model that it counts as being on. */
  readonly machine: string;
}

export interface TargetView {
  readonly pod: string;
  readonly state: "initial" | "healthy" | "unhealthy" | "unused" | "draining";
  readonly reason?: string;
}

export interface AutoscalerView {
  readonly min: number;
  readonly max: number;
  /** Set by `scale`, until released: the autoscaler does not act. */
  readonly heldAt?: number;
  /** The latest last. */
  readonly decisions: readonly DecisionView[];
}

export interface DecisionView {
  /** RFC 3339. */
  readonly at: string;
  readonly from: number;
  readonly to: number;
  /** One sentence: which metric, its value and target, and what limited the answer. */
  readonly why: string;
  /** Type -> "status reason", as in a HorizontalPodAutoscaler's status. */
  readonly conditions: Readonly<Record<string, string>>;
}

/** Something that happened. */
export interface EventView {
  readonly schema: typeof viewSchema;
  /** Counts up within a copy, over restarts of the supervisor too. */
  readonly seq: number;
  /** RFC 3339, milliseconds. */
  readonly at: string;
  /** As Kubernetes' events have it. */
  readonly type: "Normal" | "Warning";
  /** The node's id, or `""` for the copy itself. */
  readonly node: string;
  readonly pod?: string;
  /** Kubernetes' reason where it has one: Started, Ready, Unhealthy, Killing, BackOff … */
  readonly reason: string;
  readonly message: string;
}

/** One line that a replica wrote. */
export interface LogView {
  readonly schema: typeof viewSchema;
  readonly at: string;
  readonly node: string;
  readonly pod: string;
  readonly stream: "stdout" | "stderr";
  readonly line: string;
}
