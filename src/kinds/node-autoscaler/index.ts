import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
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

/** Adds machines when pods cannot be scheduled, and removes those not needed (Cluster Autoscaler). */
export const nodeAutoscaler = kind<NodeAutoscalerProps>()({
  name: "node-autoscaler",
  doc: "Adds machines for pods that cannot be scheduled, removes those not needed.",
  in: ["eks"],
  outputs: [],
  *valid({ props: { groups, unneeded } }) {
    if (groups.length === 0) yield { says: "groups is empty; name the machines it may add" };
    if (unneeded !== undefined) toMs(unneeded);
  },
  local: none("This machine cannot grow; the machines of the model are names here."),
  kubernetes: none("Its Deployment comes with `synth`, which is not built yet."),
  terraform: none("Its role comes with `synth`, which is not built yet."),
  cost: none("It runs on machines that are paid for already."),
  behaviour: none("Its control loop comes with `simulate`, which is not built yet."),
  watch: none("Its metrics come with `synth`, which is not built yet."),
});
