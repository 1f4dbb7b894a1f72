import type { System } from "#plinth/model/system.ts";

/** A system as its description says, and what is worth knowing of it that stops nobody. */
export interface Described {
  readonly system: System;
  readonly notes: readonly string[];
}
