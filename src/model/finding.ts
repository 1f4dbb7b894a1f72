import type { Where } from "./system.ts";

/** Something wrong with a described system: data, collected and reported together. */
export interface Finding {
  /** Which rule found it, e.g. `duplicate-name`. */
  readonly rule: string;
  readonly severity: "error" | "warning";
  /** The id of the node or statement. */
  readonly on: string;
  /** What is wrong, with the id in double quotes, and what to do. */
  readonly says: string;
  readonly where?: Where;
}
