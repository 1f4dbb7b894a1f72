import type { Copy } from "#plinth/local/copies/copy.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { didYouMean } from "#plinth/project/nearest.ts";
import { stateOf } from "./render/copies-table.ts";

/** Whether there is something of it to look at or to end now. */
export const isUp = ({ state }: Pick<Copy, "state">): boolean => state !== "stopped";

const listed = (copies: readonly Copy[]): string =>
  copies.map((copy) => `"${copy.name}" (${stateOf(copy)})`).join(", ");

/** What runs, as the end of a sentence. */
export const whatRuns = (copies: readonly Copy[]): string => {
  const up = copies.filter(isUp);
  return up.length === 0 ? "nothing runs in this project" : `what runs: ${listed(up)}`;
};

/** The copies that a word fits: by name, by its system, by a part of the name. */
const fitting = (word: string, copies: readonly Copy[]): readonly Copy[] => {
  for (const fits of [
    ({ name }: Copy) => name === word,
    ({ view }: Copy) => view?.system === word,
    ({ name }: Copy) => name.includes(word),
  ]) {
    const found = copies.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
};

/** The copy of that name, of that system, or with that part in its name. @throws Refusal */
export const copyNamed = (word: string, copies: readonly Copy[]): Copy => {
  const found = fitting(word, copies);
  const up = found.filter(isUp);
  const [only] = up.length === 1 ? up : found;
  if (only && (up.length === 1 || found.length === 1)) return only;
  if (only) {
    throw new Refusal("usage", `"${word}" fits ${listed(found)}; write more of the name`);
  }
  const names = copies.map(({ name }) => name);
  const meant = didYouMean(word, names) || `; ${whatRuns(copies)}`;
  throw new Refusal("notRunning", `there is no copy "${word}"${meant}`);
};

/**
 * The copy that is meant when none is named: the only one that runs; if none does, the only one that
 * something is left of. @throws Refusal
 */
export const theOneThatRuns = (copies: readonly Copy[]): Copy => {
  const running = copies.filter(({ state }) => state === "running");
  const up = running.length > 0 ? running : copies.filter(isUp);
  const [only] = up;
  if (only && up.length === 1) return only;
  if (only) throw new Refusal("usage", `say which copy: ${listed(up)}`);
  const known = copies.length > 0 ? ` (known: ${listed(copies)})` : "";
  throw new Refusal("notRunning", `nothing runs in this project${known}; "plinth up" starts it`);
};

export interface CopyAndWords {
  readonly copy: Copy;
  /** The words that name nodes and replicas. */
  readonly words: readonly string[];
}

/**
 * Tells a copy from nodes, by one rule: the first word is the copy if it is exactly the name of one
 * and enough words follow for the verb; all others are nodes and replicas. `-c NAME` says it
 * outright, and then all words are nodes and replicas.
 *
 * @param least how many nodes or replicas the verb needs
 */
export const copyAndWords = (
  copies: readonly Copy[],
  words: readonly string[],
  options: { readonly copy?: string | undefined; readonly least: number },
): CopyAndWords => {
  if (options.copy !== undefined) return { copy: copyNamed(options.copy, copies), words };
  const [first, ...rest] = words;
  const named = copies.find(({ name }) => name === first);
  if (named && rest.length >= options.least) return { copy: named, words: rest };
  return { copy: theOneThatRuns(copies), words };
};
