import type { Complaint } from "./kind.ts";

const samePrefix = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
};

/**
 * Complains of a word that is none of those that are known, with the one that begins most like it. A
 * compiler says so too, but a description may be run that was never compiled.
 */
export function* knownWord(
  property: string,
  word: string,
  known: readonly string[],
): Generator<Complaint> {
  if (known.includes(word)) return;
  const [nearest = ""] = [...known].sort((a, b) => samePrefix(b, word) - samePrefix(a, word));
  yield { says: `${property} "${word}" is not known; write e.g. "${nearest}"` };
}
