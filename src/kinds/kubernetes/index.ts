import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { systemNamespace } from "#plinth/model/on-cluster.ts";
import { watch } from "./watch.ts";

export interface KubernetesProps {
  /** The minor version, e.g. `"1.36"`. */
  readonly version?: `1.${number}`;
}

/** A Kubernetes cluster that somebody else provides. */
export const kubernetes = kind<KubernetesProps>()({
  name: "kubernetes",
  doc: "A Kubernetes cluster that somebody else provides.",
  in: ["system"],
  outputs: [],
  local: () => [{ part: "place" }],
  kubernetes: ({ props: { version } }, system) => [systemNamespace(system, "baseline", version)],
  terraform: none("The cluster exists already; Terraform does not make it."),
  cost: none("Who provides the cluster knows its price."),
  behaviour: none(
    "The control plane is not part of the model; Plinth does its part in `up` itself.",
  ),
  watch,
});
