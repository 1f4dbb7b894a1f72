import type { Where } from "#plinth/model/system.ts";
import type { Severity } from "./rule.ts";

/** Why a finding does not count, and until when. */
export interface Waived {
  readonly because: string;
  readonly until: string;
}

/** Something that `check` found: facts, which a report words. */
export interface Found {
  readonly rule: string;
  readonly severity: Severity;
  /** The id of a node, `type:id` of a statement, `""` for the system itself. */
  readonly on: string;
  /** What is wrong, without the id. */
  readonly says: string;
  /** What to write instead; what the model itself finds has it in `says`. */
  readonly instead?: string;
  /** Where the thing is declared. */
  readonly where?: Where;
  /** The waiver that accepts it; then it does not count. */
  readonly waived?: Waived;
  /** The waiver that accepted it until its day passed; it counts again. */
  readonly lapsed?: Waived;
}
