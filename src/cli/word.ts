import type { Naming } from "./flag.ts";

/** One place for words after the verb, without a dash. */
export interface Word<T = unknown> {
  /** As help shows it, e.g. `[system]`, `<node|pod>`. */
  readonly written: string;
  readonly says: string;
  /** At least so many words, and at most. */
  readonly least: number;
  readonly most: number;
  readonly names?: Naming;
  readonly choices?: readonly string[];
  /** What the words become. */
  readonly take: (words: readonly string[]) => T;
}

interface Written {
  readonly written: string;
  readonly says: string;
  readonly names?: Naming;
  readonly choices?: readonly string[];
}

/** A word that may be left out. */
export const maybe = (word: Written): Word<string | undefined> => ({
  ...word,
  least: 0,
  most: 1,
  take: ([first]) => first,
});

/** A word that must be there. */
export const one = (word: Written): Word<string> => ({
  ...word,
  least: 1,
  most: 1,
  take: ([first = ""]) => first,
});

/** As many words as there are. */
export const many = (word: Written): Word<readonly string[]> => ({
  ...word,
  least: 0,
  most: Number.POSITIVE_INFINITY,
  take: (words) => words,
});

/** One word, or two of which the first is the name of a copy. */
export const oneOfCopy = (word: Written): Word<readonly string[]> => ({
  ...word,
  least: 1,
  most: 2,
  take: (words) => words,
});
