import type { Duration } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";

export interface NodeAutoscalerProps {
  /** The machines it adds and removes, within their own min and max. */
  readonly groups: readonly Ref<"node-group", "">[];
  /** What it may do in the account. */
  readonly role?: Ref<"role", "">;
  /**
   * What more machines are for: this system's own load, or room for what else runs there and for
   * machines that are lost.
   * @default "load"
   */
  readonly purpose?: "load" | "headroom";
  /** A machine is removed when it was not needed for so long. @default "10m" */
  readonly unneeded?: Duration;
}
