import { awsName } from "#plinth/kinds/aws/provider/names.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** What a cluster is called in its account; its machines are tagged with it. */
export const clusterName = (node: Pick<Node, "name">, system: System): string =>
  awsName(system, node.name, 100);
