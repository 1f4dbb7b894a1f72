import type { AnyKind, CommonProps, Kind } from "./kind.ts";
import type { Ref } from "./ref.ts";
import type { StatementTypes } from "./statement.ts";
import type { Phase } from "./system.ts";

/**
 * The types of the authoring surface. The methods of a place follow by inference from where the
 * kinds say they may stand, so `vpc.` lists what can live in a network.
 */

/** Kinds by name. */
export type Kinds = Readonly<Record<string, AnyKind>>;

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

type ChildrenOf<All extends Kinds, P extends string> = {
  [N in keyof All & string]: P extends InOf<All[N]> ? N : never;
}[keyof All & string];

type First<K> = FirstOf<K> extends keyof PropsOf<K> ? PropsOf<K>[FirstOf<K>] : string;

/** What an author writes about a thing of this kind. */
type Written<K> = CommonProps & Omit<PropsOf<K>, FirstOf<K>>;

/** Makes a thing in the place. Properties may be left out when none is required. */
type Make<All extends Kinds, N extends keyof All & string> =
  Record<never, never> extends Omit<PropsOf<All[N]>, FirstOf<All[N]>>
    ? (first: First<All[N]>, props?: Written<All[N]>) => Made<All, N>
    : (first: First<All[N]>, props: Written<All[N]>) => Made<All, N>;

/** What can be made in a place of kind `P`. */
export type Place<All extends Kinds, P extends string> = {
  readonly [N in ChildrenOf<All, P> as Camel<N>]: Make<All, N>;
};

/** A thing that was made: a reference to it, its outputs, and the place that it is. */
export type Made<All extends Kinds, N extends keyof All & string> = Ref<N, ""> & {
  readonly [O in OutputOf<All[N]>]: Ref<N, O>;
} & Place<All, N>;

/** Says something of the system: `s.claim("TIME-5", { … })`. */
type Say<T extends keyof StatementTypes> = (
  id: string,
  says: StatementTypes[T] & { readonly phase?: Phase },
) => void;

/** The system as its author sees it: a place, and somebody to say things to. */
export type Author<All extends Kinds> = Place<All, "system"> & {
  readonly [T in keyof StatementTypes]: Say<T>;
};
