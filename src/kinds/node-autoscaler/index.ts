import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { toMs } from "#plinth/model/quantity.ts";
import { kubernetes } from "./kubernetes.ts";
import type { NodeAutoscalerProps } from "./props.ts";

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
  kubernetes,
  terraform: none("Its role is a node of its own, and the cluster says which pods take it on."),
  cost: none("It runs on machines that are paid for already."),
  behaviour: none("Its control loop comes with `simulate`, which is not built yet."),
  watch: none("Whether it does its work is seen in replicas without a machine, by the cluster."),
});
