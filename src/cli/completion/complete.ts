import type { Command } from "../command.ts";
import type { Flag, Naming } from "../flag.ts";
import type { Candidate } from "./candidate.ts";

/** What completion asks about the world; only what is needed is asked. */
export interface Known {
  verbs(): Promise<readonly Candidate[]>;
  verb(name: string): Promise<Command | undefined>;
  names(naming: Naming, words: readonly string[]): Promise<readonly Candidate[]>;
}

const longOf = ({ written }: Flag): string => /--[a-z-]+/.exec(written)?.[0] ?? written;

const isWritten = (flag: Flag, word: string): boolean => flag.written.split(/[ ,]+/).includes(word);

const wordsOf = (choices: readonly string[]): Candidate[] =>
  choices.map((word) => ({ word, says: "" }));

const valuesOf = async (
  { choices, names }: Pick<Flag, "choices" | "names">,
  words: readonly string[],
  known: Known,
): Promise<readonly Candidate[]> => {
  if (choices) return wordsOf(choices);
  return names === undefined ? [] : known.names(names, words);
};

/** The words after a verb that are neither flags nor their values. */
const plainWords = (words: readonly string[], flags: readonly Flag[]): string[] =>
  words.filter((word, i) => {
    const before = words[i - 1];
    const isValue = flags.some((flag) => flag.parse && before && isWritten(flag, before));
    return !word.startsWith("-") && !isValue;
  });

const ofVerb = async (
  command: Command,
  before: readonly string[],
  current: string,
  known: Known,
): Promise<readonly Candidate[]> => {
  const flags = Object.values(command.flags);
  const last = before.at(-1);
  const open = flags.find((flag) => flag.parse && last !== undefined && isWritten(flag, last));
  const words = plainWords(before, flags);
  if (open) return valuesOf(open, words, known);
  if (current.startsWith("-")) {
    const left = flags.filter((flag) => !before.some((word) => isWritten(flag, word)));
    const help = { word: "--help", says: "show this help" };
    return [...left.map((flag) => ({ word: longOf(flag), says: flag.says })), help];
  }
  let taken = 0;
  for (const place of Object.values(command.words)) {
    taken += place.most;
    if (words.length < taken) return valuesOf(place, words, known);
  }
  return [];
};

/**
 * How the last of the words after `plinth` may go on; it may be empty. Sorted as they were declared.
 */
export const complete = async (
  words: readonly string[],
  known: Known,
): Promise<readonly Candidate[]> => {
  const current = words.at(-1) ?? "";
  const [verb, ...before] = words.slice(0, -1);
  const command = verb === undefined ? undefined : await known.verb(verb);
  const found =
    verb === undefined
      ? await known.verbs()
      : command
        ? await ofVerb(command, before, current, known)
        : [];
  return found.filter(({ word }) => word.startsWith(current));
};
