import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { kubernetes } from "./kubernetes.ts";
import type { DisksProps } from "./props.ts";

/** Disks of the cloud for what keeps data on a cluster (EBS CSI driver, gp3, encrypted). */
export const disks = kind<DisksProps>()({
  name: "disks",
  doc: "Disks of the cloud for what keeps data on a cluster (EBS CSI driver, gp3, encrypted).",
  in: ["eks", "k3s"],
  outputs: [],
  local: none("What keeps data here has a folder of this copy."),
  kubernetes,
  terraform: none("Its role is a node of its own; disks are made when a pod asks for one."),
  cost: none("A disk is counted by what is kept on it."),
  behaviour: none("Its driver's share of a machine is in the book of the cluster's own pods."),
  watch: none("How full a disk is belongs to what is kept on it."),
});
