import type { NetworkPolicy } from "#plinth/model/kubernetes-object.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";

export type Egress = NonNullable<NetworkPolicy["spec"]["egress"]>[number];

/** The way to a server of databases: its address changes when its standby takes over, its subnets do not. */
export const reachServer = (server: Pick<Node, "parent">, system: System): readonly Egress[] => {
  const network = placesOf(system, server).find(({ kind }) => kind === "network");
  const subnets = (network?.props.privateSubnets ?? []) as readonly string[];
  return subnets.length > 0
    ? [
        {
          to: subnets.map((cidr) => ({ ipBlock: { cidr } })),
          ports: [{ protocol: "TCP", port: 5432 }],
        },
      ]
    : [];
};
