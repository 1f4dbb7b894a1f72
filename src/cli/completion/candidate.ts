/** One way in which a word may go on: the whole word, and what it is. */
export interface Candidate {
  readonly word: string;
  readonly says: string;
}
