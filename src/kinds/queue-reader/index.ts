import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { kubernetes } from "./kubernetes.ts";

/** Lets the number of replicas follow the lengths of queues on a cluster (KEDA). */
export const queueReader = kind<object>()({
  name: "queue-reader",
  doc: "Lets the number of replicas follow the lengths of queues on a cluster (KEDA).",
  in: ["eks", "k3s", "kubernetes"],
  outputs: [],
  local: none("Here Plinth's own autoscaler asks the brokers."),
  kubernetes,
  terraform: none("It is an object on a cluster, not a cloud resource."),
  cost: none("It runs on machines that have a price; it has none of its own."),
  behaviour: none("Its operator's share of a machine is in the book of the cluster's own pods."),
  watch: none("An autoscaler that cannot read its figures says so itself, as a condition."),
});
