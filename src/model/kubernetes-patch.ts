import type { KubernetesObject } from "./kubernetes-object.ts";

/** Fields of an object to be set; those that Plinth knows have their types, others are as written. */
export type Patched<T> = T extends readonly (infer Entry)[]
  ? readonly Patched<Entry>[]
  : T extends object
    ? { readonly [K in keyof T]?: Patched<T[K]> | null } & { readonly [other: string]: unknown }
    : T;

/**
 * A change to one object that comes of a thing, where the thing's properties do not reach. Records
 * are merged, lists of named things by name; other lists are replaced, and `null` takes a field away.
 */
export type KubernetesPatch = {
  readonly [Kind in KubernetesObject["kind"]]: {
    readonly kind: Kind;
    /** Needed where there are several of that kind. */
    readonly name?: string;
    readonly set: Patched<Omit<Extract<KubernetesObject, { kind: Kind }>, "apiVersion" | "kind">>;
  };
}[KubernetesObject["kind"]];
