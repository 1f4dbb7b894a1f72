import type { CliWorld } from "./cli-world.ts";
import type { Flag } from "./flag.ts";
import type { Word } from "./word.ts";

export type Flags = Readonly<Record<string, Flag>>;

/** Places for words in their order; what is left over after the last is refused. */
export type Words = Readonly<Record<string, Word>>;

/** The headings under which `plinth --help` lists verbs, in that order. */
export const groups = ["Run", "Look", "Judge", "Ship", "Change", "Project"] as const;

/** What a verb was given: exactly what it declared. */
export type ArgsOf<W extends Words, F extends Flags> = {
  readonly [K in keyof W]: W[K] extends Word<infer T> ? T : never;
} & {
  readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never;
};

/** How a verb is typed: what parsing, help and completion follow from. */
export interface Declared<W extends Words = Words, F extends Flags = Flags> {
  /** What to type, and what it does. */
  readonly examples: readonly (readonly [typed: string, does: string])[];
  /** The words after the verb. */
  readonly words: W;
  readonly flags: F;
}

/** A verb, declared once. */
export interface Command<W extends Words = Words, F extends Flags = Flags> extends Declared<W, F> {
  /** One line, for the list of verbs. */
  readonly summary: string;
  readonly group: (typeof groups)[number];
  /** Not listed. */
  readonly hidden?: boolean;
  /** Further sentences for its own help. */
  readonly about?: readonly string[];
  /** Does it. The exit code; nothing is 0. @throws Refusal */
  run(args: ArgsOf<W, F>, world: CliWorld): Promise<number | undefined>;
}

/** Declares a verb; its parts are inferred, so that a misspelt `args.x` does not compile. */
export const command = <const W extends Words, const F extends Flags>(
  spec: Command<W, F>,
): Command<W, F> => spec;
