import { distance } from "fastest-levenshtein";
import { compareText } from "#plinth/model/sorted.ts";

/** More wrong letters than this, in proportion, and it is another word, not a typing mistake. */
const shareWrongMax = 0.4;

const lettersOf = (word: string): string => [...word].sort().join("");

/** How many letters are wrong; letters that only changed places count once. */
const wrongLetters = (typed: string, word: string): number =>
  lettersOf(typed) === lettersOf(word) ? Math.sign(distance(typed, word)) : distance(typed, word);

/** The word of a list that somebody may have meant; none when nothing is near. */
export const nearest = (typed: string, words: Iterable<string>): string | undefined => {
  const lower = typed.toLowerCase();
  const [best] = [...new Set(words)]
    .map((word) => ({ word, wrong: wrongLetters(lower, word.toLowerCase()) }))
    .filter(({ word, wrong }) => wrong <= Math.max(typed.length, word.length) * shareWrongMax)
    .sort((a, b) => a.wrong - b.wrong || compareText(a.word, b.word));
  return best?.word;
};

/** `; did you mean "x"?`, or nothing: the end of a sentence about a word that is not known. */
export const didYouMean = (typed: string, words: Iterable<string>): string => {
  const meant = nearest(typed, words);
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
};
