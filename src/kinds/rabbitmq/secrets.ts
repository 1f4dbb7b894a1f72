import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** Where is kept what brokers share and clients need: JSON with `username`, `password`, `cookie`. */
export const brokerSecretName = (broker: Pick<Node, "name" | "parent">, system: System): string => {
  const cluster = system.nodes.get(broker.parent);
  return `${systemName(system)}/${cluster?.name ?? broker.parent}/${broker.name}`;
};
