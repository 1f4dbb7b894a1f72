import type { Expression } from "./terraform-block.ts";

/** The arguments of resources by type; a provider's shapes are added where they are. */
// biome-ignore lint/suspicious/noEmptyInterface: whoever knows a provider adds to it.
export interface TerraformResources {}

/** Arguments to be set, each as the provider's own schema has it; `null` takes one away. */
type Settable<T> = T extends Expression
  ? never
  : T extends readonly (infer Entry)[]
    ? readonly Settable<Entry>[]
    : T extends object
      ? { readonly [K in keyof T]?: Settable<T[K]> | null }
      : T;

/**
 * A change to one resource that comes of a thing, where the thing's properties do not reach. Nested
 * blocks that may be there once are merged, lists are replaced, and `null` takes an argument away.
 */
export type TerraformPatch = {
  readonly [Type in keyof TerraformResources & string]: {
    /** Type and name as in what is written, e.g. `aws_lb.vpc_alb`; the type alone if it has one. */
    readonly resource: Type | `${Type}.${string}`;
    readonly set: Settable<TerraformResources[Type]>;
  };
}[keyof TerraformResources & string];
