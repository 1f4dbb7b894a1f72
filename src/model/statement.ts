import type { CostGroup } from "./cost-line.ts";
import type { Phase } from "./phase.ts";
import type { Duration, Money, Percent, Rate } from "./quantity.ts";
import type { Ref } from "./ref.ts";

/**
 * Statements: what is said *of* a system, as against what stands *in* it. Kinds answer facets;
 * statements are judged against what the facets say.
 */

/** A spending limit. `cost` holds the system's bill to it; AWS holds all that the account spends to it. */
export interface Budget {
  readonly perMonth: Money;
  /** Shares of the limit at which somebody is told. */
  readonly alertAt: readonly Percent[];
}

/** What the system must reach. */
export interface Objective {
  /** Share of requests or time that is served well, over `over`. */
  readonly availability?: Percent;
  readonly over?: Duration;
  /** Latency at the given share of requests, as seen by the caller. */
  readonly latency?: { readonly p50?: Duration; readonly p99?: Duration };
  readonly throughput?: Rate;
  /** Connections held at once. */
  readonly connections?: number;
  /** With how many replicas. */
  readonly replicas?: number;
  /** Recovery time objective by what has failed. */
  readonly recoveryTime?: Duration;
  /** Recovery point objective: how much of the latest data may be lost. */
  readonly recoveryPoint?: Duration;
  /** What it is about; the whole system when left out. */
  readonly of?: Ref;
}

/** A failure that the document thinks of, with what should then happen. */
export interface Scenario {
  readonly when: string;
  /** What fails. */
  readonly fails: Ref | "zone" | "region" | "node" | "pod";
  readonly impact: string;
  readonly recovery: string;
  readonly within?: Duration;
}

/** A runbook: steps a person or a pipeline takes. */
export interface Procedure {
  readonly when: string;
  /** The id of the scenario that it ends: its steps are then what recovery takes. */
  readonly recovers?: string;
  readonly steps: readonly {
    readonly does: string;
    /** Shortest and longest time it takes; unknown when left out. */
    readonly takes?: readonly [Duration, Duration];
    /** What must be there before it can be done: things, or the ids of what is planned. */
    readonly requires?: readonly (Ref | string)[];
    /** Which data it brings back, and from what: that decides how much of the latest is lost. */
    readonly restores?: { readonly of: Ref; readonly from: "snapshot" | "point-in-time" };
  }[];
}

/** What is kept, where, and for how long. */
export interface Backup {
  readonly of: string;
  readonly by: string;
  readonly keptIn?: Ref;
  readonly keptFor?: Duration;
}

/** A path that a request takes. */
export interface Flow {
  readonly says: string;
  readonly hops: readonly (Ref | "internet")[];
}

/** A cost table as a document prints it, to stand beside the computed one. */
export interface DocumentedCost {
  /** By item. @default only the total is given */
  readonly lines?: Readonly<Record<string, Money>>;
  /** Which part of a bill a line is, by item. @default it is compared with none */
  readonly groups?: Readonly<Record<string, CostGroup>>;
  readonly total: Money;
  readonly says?: string;
}

/** Something planned. */
export interface Future {
  readonly term: "short" | "medium" | "long";
  readonly says: string;
  /** What has it, where something of the system will. */
  readonly of?: Ref;
}

/** How a claim is settled. */
export type Settling = "model" | "measured" | "simulated" | "computed" | "drilled" | "shipped";

/** One thing that the system's document says or asks for. */
export interface Claim {
  readonly says: string;
  /** The kinds of evidence that settle it. */
  readonly by: readonly Settling[];
  /** The number claimed, with its unit, where there is one. */
  readonly value?: string;
  /** The entry of the list of errors that says it cannot hold as written. */
  readonly finding?: string;
  readonly of?: Ref;
}

/** A source that the system's authors name, by its title. */
export interface Reference {
  readonly url: string;
}

/** Every type of statement with what it says. */
export interface StatementTypes {
  readonly backup: Backup;
  readonly budget: Budget;
  readonly claim: Claim;
  readonly documentedCost: DocumentedCost;
  readonly flow: Flow;
  readonly future: Future;
  readonly objective: Objective;
  readonly procedure: Procedure;
  readonly reference: Reference;
  readonly scenario: Scenario;
}

/** The statement types, in order of name; the methods of a system follow from it. */
export const statementTypes = [
  "backup",
  "budget",
  "claim",
  "documentedCost",
  "flow",
  "future",
  "objective",
  "procedure",
  "reference",
  "scenario",
] as const satisfies readonly (keyof StatementTypes)[];

/** One statement: frozen plain data. */
export type Statement = {
  [T in keyof StatementTypes]: {
    readonly type: T;
    readonly id: string;
    readonly phase: Phase;
    readonly says: StatementTypes[T];
  };
}[keyof StatementTypes];
