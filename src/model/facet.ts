import type { CostLine } from "./cost-line.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import type { LocalPart } from "./local-part.ts";
import type { Node, System } from "./system.ts";
import type { TerraformBlock } from "./terraform-block.ts";
import type { Watched } from "./watched.ts";

/** A declared hole: the kind has no such facet, and this is why. */
export interface None {
  readonly none: string;
}

/** Declares that a kind has no such facet, with the reason as a user will read it. */
export const none = (reason: string): None => ({ none: reason });

export const isNone = (facet: unknown): facet is None =>
  typeof facet === "object" && facet !== null && "none" in facet;

/** An answer as a pure function of the node and its system, or the reason why there is none. */
export type Facet<Props, Answer> = ((node: Node<Props>, system: System) => Answer) | None;

/** How a thing uses processor and memory under load. */
export interface Behaviour {
  readonly cpuMsPerRequest: number;
  readonly memoryMibIdle: number;
}

/**
 * What every kind answers. Leaving one out does not compile; a hole is `none("reason")`. A new
 * facet is added here, and the compiler lists every kind that must answer.
 */
export interface Facets<Props> {
  /** Which processes and sockets is it on this machine? */
  readonly local: Facet<Props, readonly LocalPart[]>;
  /** Which objects is it on a cluster? */
  readonly kubernetes: Facet<Props, readonly KubernetesObject[]>;
  /** Which cloud resources is it? */
  readonly terraform: Facet<Props, readonly TerraformBlock[]>;
  /** Which priced lines is it? */
  readonly cost: Facet<Props, readonly CostLine[]>;
  /** How does it use processor and memory? */
  readonly behaviour: Facet<Props, Behaviour>;
  /** Which metrics, alerts and panels belong to it? Undefined where nobody collects its figures. */
  readonly watch: Facet<Props, Watched | undefined>;
}

/** The names of the facets, in the order in which tables show them. */
export const facetNames = [
  "local",
  "kubernetes",
  "terraform",
  "cost",
  "behaviour",
  "watch",
] as const satisfies readonly (keyof Facets<unknown>)[];
