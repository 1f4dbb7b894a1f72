import type { Phase } from "./phase.ts";
import type { SourceCode } from "./source-code.ts";
import type { Statement } from "./statement.ts";

/** One thing of a system: frozen plain data, no methods. */
export interface Node<Props = Readonly<Record<string, unknown>>> {
  /** The path of names from the system down, e.g. `aws/vpc/main/time`. */
  readonly id: string;
  /** The last part of the id. */
  readonly name: string;
  readonly kind: string;
  /** The id of the place it stands in; `""` is the system itself. */
  readonly parent: string;
  readonly phase: Phase;
  readonly props: Props;
}

/** One use of one thing by another, declared by using a reference. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** The output used; `""` when the thing itself is named. */
  readonly output: string;
  /** Where in the properties of `from` the reference stands, e.g. `env.DATABASE_URL`. */
  readonly at: string;
  /** Whether `to` must be ready before `from` starts. Such edges form no cycle. */
  readonly needs: boolean;
}

/** A place in a source file. */
export interface Where {
  /** Relative to the root of the project that the system belongs to. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * A described system: frozen plain data. It survives `structuredClone` and JSON, and has the same
 * bytes whatever the order in which it was written down.
 */
export interface System {
  readonly name: string;
  readonly profile: string;
  readonly profiles: readonly string[];
  /** Sorted by id. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** Sorted by from, to, at. */
  readonly edges: readonly Edge[];
  /** What is said of the system as a whole, sorted by type and id. */
  readonly statements: readonly Statement[];
  /** Where each node and statement was declared, by id; not part of what the system is. */
  readonly where: ReadonlyMap<string, Where>;
  /** What the folders of programs hold, by `source`. @default nothing is known of them */
  readonly sources?: ReadonlyMap<string, SourceCode>;
}
