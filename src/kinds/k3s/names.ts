import { blockName, systemName } from "#plinth/kinds/aws/provider/names.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { K3sProps } from "./props.ts";

/** What machines of a cluster are for. */
export type Side = "servers" | "agents";

/** The sorts of machines that a cluster has; its servers alone may do. */
export const sidesOf = ({ agents }: Pick<K3sProps, "agents">): readonly Side[] =>
  agents.count > 0 ? ["agents", "servers"] : ["servers"];

/** What the blocks of a cluster's machines of one sort are called. */
export const machinesName = (cluster: Pick<Node, "id" | "name">, which: Side): string =>
  blockName(cluster, which);

/** What one server's blocks are called, from 0. */
export const serverName = (cluster: Pick<Node, "id" | "name">, i: number): string =>
  blockName(cluster, "server", i + 1);

/** Where is kept what makes a machine a server, or an agent, of a cluster. */
export const tokenName = (
  cluster: Pick<Node, "name">,
  which: "server" | "agent",
  system: System,
): string => `${systemName(system)}/${cluster.name}/${which}-token`;
