import type { AnyKind, CommonProps, Kind } from "./kind.ts";
import type { Phase } from "./phase.ts";
import type { Ref } from "./ref.ts";
import type { StatementTypes } from "./statement.ts";
import type { Waiver } from "./waiver.ts";

/**
 * The types of the authoring surface. The methods of a place follow by inference from where the
 * kinds say they may stand, so `vpc.` lists what can live in a network.
 */

/** Kinds by name, for readers who do not care which. */
export type Kinds = Readonly<Record<string, AnyKind>>;

/**
 * Holds of kinds by name. Not a record, so that a registry may be an interface: then the compiler's
 * sentences show its name instead of all its kinds.
 */
export type Registry<All> = { readonly [N in keyof All]: AnyKind };

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

// biome-ignore lint/suspicious/noExplicitAny: positions that inference does not look at.
type PropsOf<K> = K extends Kind<infer P, any, any, any, any> ? P : never;
// biome-ignore lint/suspicious/noExplicitAny: positions that inference does not look at.
type InOf<K> = K extends Kind<any, any, infer I, any, any> ? I : never;
// biome-ignore lint/suspicious/noExplicitAny: positions that inference does not look at.
type OutputOf<K> = K extends Kind<any, any, any, infer O, any> ? O : never;
// biome-ignore lint/suspicious/noExplicitAny: positions that inference does not look at.
type FirstOf<K> = K extends Kind<any, any, any, any, infer F> ? F : never;

type ChildrenOf<All, P extends string> = {
  [N in keyof All & string]: P extends InOf<All[N]> ? N : never;
}[keyof All & string];

type First<K> = FirstOf<K> extends keyof PropsOf<K> ? PropsOf<K>[FirstOf<K>] : string;

/** Properties without the one that the first argument gives. */
type Rest<K> = FirstOf<K> extends keyof PropsOf<K> ? Omit<PropsOf<K>, FirstOf<K>> : PropsOf<K>;

/** Makes a thing in the place. Properties may be left out when none is required. */
type Make<N extends keyof All & string, All> =
  Record<never, never> extends Rest<All[N]>
    ? (first: First<All[N]>, props?: Rest<All[N]> & CommonProps) => Made<N, All>
    : (first: First<All[N]>, props: Rest<All[N]> & CommonProps) => Made<N, All>;

/** What can be made in a place of kind `P`. */
export type Place<P extends string, All> = {
  readonly [N in ChildrenOf<All, P> as Camel<N>]: Make<N, All>;
};

/** A thing that was made: a reference to it, its outputs, and the place that it is. */
export type Made<N extends keyof All & string, All> = Ref<N, ""> & {
  readonly [O in OutputOf<All[N]>]: Ref<N, O>;
} & Place<N, All>;

/** Says something of the system: `s.claim("TIME-5", { … })`. */
type Say<T extends keyof StatementTypes> = (
  id: string,
  says: StatementTypes[T] & { readonly phase?: Phase; readonly waive?: readonly Waiver[] },
) => void;

/** The system as its author sees it: a place, and somebody to say things to. */
export type Author<All> = Place<"system", All> & {
  readonly [T in keyof StatementTypes]: Say<T>;
};
