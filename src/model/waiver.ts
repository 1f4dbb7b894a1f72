import type { Day } from "./day.ts";

/** A finding of `check` that is accepted for a while, because fixing it would be worse. */
export interface Waiver {
  /** The id of the rule. */
  readonly rule: string;
  /** Why it is accepted; shown with every report. */
  readonly because: string;
  /** The last day on which it counts. */
  readonly until: Day;
}
