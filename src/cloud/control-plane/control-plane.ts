import type { ProgramName, Programs } from "./programs.ts";

/** One program of a control plane that runs. */
export interface ControlPlanePart {
  readonly name: ProgramName;
  /** As the program tells it; "unknown" when it tells none. */
  readonly version: string;
  /** Where the program was found. */
  readonly from: string;
  /** From its start to its first good answer. */
  readonly millis: number;
}

export interface ControlPlaneOptions {
  /** A folder that does not exist yet, for keys, data and logs. `stop` removes it. */
  readonly folder: string;
  /** What `findPrograms` found; etcd and the API server are needed, the others each do their part. */
  readonly programs: Programs;
  /** The environment of the programs. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborting it stops everything, also while it starts. */
  readonly signal?: AbortSignal;
  /** Told of each step, one line each. */
  readonly say?: (line: string) => void;
  /** Simulated machines, when kwok is there; none unless given. */
  readonly machines?: readonly SimulatedMachine[];
  /** More flags for a program, after ours. */
  readonly flags?: Readonly<Partial<Record<ProgramName, readonly string[]>>>;
}

/** A machine that only exists as a node object, and on which pods become ready at once. */
export interface SimulatedMachine {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Milli-cores. */
  readonly cpuMilli: number;
  readonly memoryMib: number;
  /**
   * What images, logs and scratch files share, GiB.
   * @default 20, the disk of a machine in a node group of EKS
   */
  readonly diskGib?: number;
  readonly pods: number;
}

/** A real control plane of Kubernetes on loopback, with simulated machines. */
export interface ControlPlane {
  /** Path of a kubeconfig with all rights; readable by this user alone. */
  readonly kubeconfig: string;
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  readonly parts: readonly ControlPlanePart[];
  /** Settles when a part ends by itself: a sentence that says which, and what it said last. */
  readonly broken: Promise<string>;
  /** Leaves nothing: no process, no file, no port. Never throws; a second call waits for the first. */
  stop(): Promise<void>;
}
