import type { Day } from "#plinth/model/day.ts";

/** Facts that change with time: what was true on a day, from where, and how long to believe it. */
export interface Book<Facts> {
  /** The name of its file. */
  readonly name: string;
  /** The day on which its sources were read. */
  readonly asOf: Day;
  /** The last day on which it is believed: by then something in it will have changed. */
  readonly expires: Day;
  readonly facts: Facts;
}

/** Declares a book; its facts are inferred. */
export const book = <const Facts>(spec: Book<Facts>): Book<Facts> => spec;
