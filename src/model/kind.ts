import type { Facets } from "./facet.ts";
import type { KubernetesPatch } from "./kubernetes-patch.ts";
import type { Phase } from "./phase.ts";
import type { Ref } from "./ref.ts";
import type { Node, System } from "./system.ts";
import type { TerraformPatch } from "./terraform-patch.ts";
import type { Waiver } from "./waiver.ts";

/** What every thing may say of itself, whatever its kind. */
export interface CommonProps {
  /** @default "current" */
  readonly phase?: Phase;
  /** Things that must be ready before this one starts, besides those its references name. */
  readonly needs?: readonly Ref[];
  /** Why it is the way it is. */
  readonly because?: string;
  /** Changes to what is written of it for other tools, where its properties do not reach. */
  readonly patch?: {
    readonly kubernetes?: readonly KubernetesPatch[];
    readonly terraform?: readonly TerraformPatch[];
  };
  /**
   * Whether nothing may delete it: `destroy`, Terraform and, where it can, the cloud refuse.
   * @default false, but true for what keeps Terraform's state
   */
  readonly protected?: boolean;
  /** Findings on it that are accepted: of `check`, and of other judges. @default none */
  readonly waive?: readonly Waiver[];
}

/** What `valid` says is wrong with the properties of one node. */
export interface Complaint {
  /** A sentence that starts with the property, e.g. `port must be 1 to 65535, not 0`. */
  readonly says: string;
}

/** A noun of the model: where it may stand, what others may use of it, and its facets. */
export interface Kind<
  Props = never,
  Name extends string = string,
  In extends string = string,
  Output extends string = string,
  First extends string = string,
> extends Facets<Props> {
  /** The name of its folder. */
  readonly name: Name;
  /** One sentence for the documentation. */
  readonly doc: string;
  /** The kinds it may stand in; `system` is the top. */
  readonly in: readonly In[];
  /** What others may refer to. */
  readonly outputs: readonly Output[];
  /** Those of the outputs that nobody may read who does not use them. @default none */
  readonly secretOutputs?: readonly Output[];
  /**
   * The property that the first argument gives, for kinds of which a place has one (a cloud has its
   * region there). The node is then named like its kind.
   */
  readonly first?: First;
  /** The properties whose references decide the start order; the others are traffic. */
  readonly startsAfter?: readonly string[];
  /** Looks at what a compiler cannot: ranges, addresses, one property against another. */
  readonly valid?: (node: Node<Props>, system: System) => Iterable<Complaint>;
  /** Holds the type of the properties; never there at run time. */
  readonly props?: Props;
}

/** A kind whose properties do not matter: what the builder and the readers of a registry see. */
// biome-ignore lint/suspicious/noExplicitAny: the one bound that every kind fits, whatever its properties.
export type AnyKind = Kind<any, string, string, string, string>;

/**
 * Declares a kind: `kind<Props>()({ name, doc, in, outputs, ...facets })`. Two calls, so that the
 * properties are written out and everything else is inferred.
 */
export const kind =
  <Props>() =>
  <
    const Name extends string,
    const In extends string,
    const Output extends string = never,
    const First extends string = "",
  >(
    spec: Kind<Props, Name, In, Output, First>,
  ): Kind<Props, Name, In, Output, First> =>
    spec;
