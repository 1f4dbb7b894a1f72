import type { Replica } from "../replicas/replica.ts";
import type { Autoscaler } from "./autoscaler.ts";

/** Replicas of one node, whatever makes them: a workload, or a server. */
export interface Crew {
  readonly node: string;
  /** Those that are going away included. */
  readonly replicas: readonly Replica[];
  /** Those that are not on their way out. */
  readonly present: readonly Replica[];
  /** How many there should be. */
  readonly wanted: number;
  /** Whether all wanted replicas were ready at some time. */
  readonly wasReady: boolean;
  /** Whether it is done when it has ended well. */
  readonly runsOnce?: boolean;
  /** It is run by somebody else: whether it answers, and what it says. */
  readonly elsewhere?: { readonly answers: boolean; readonly says: string };
  readonly autoscaler?: Autoscaler | undefined;
  isGoing(replica: Replica): boolean;
  /** Whether a replica does what it is there for. */
  isReady(replica: Replica): boolean;
  /** What a replica is to the others; undefined: they are the same. */
  roleOf(replica: Replica): string | undefined;
}
