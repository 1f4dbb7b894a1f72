import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { kubernetes } from "./kubernetes.ts";
import { local } from "./local.ts";
import type { ServiceProps } from "./props.ts";
import { valid } from "./valid.ts";
import { watch } from "./watch.ts";

/** Replicas of one program behind one name (a Deployment and its Service). */
export const service = kind<ServiceProps>()({
  name: "service",
  doc: "Replicas of one program behind one name (a Deployment and its Service).",
  in: ["eks", "k3s", "kubernetes"],
  outputs: ["url", "host", "port", "nodePort"],
  startsAfter: ["env"],
  valid,
  local,
  kubernetes,
  terraform: none("A service is an object on a cluster, not a cloud resource."),
  cost: none("It runs on machines that have a price; it has none of its own."),
  behaviour: none("Processor time by request comes with `simulate`, which is not built yet."),
  watch,
});
