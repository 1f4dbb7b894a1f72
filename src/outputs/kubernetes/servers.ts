import type { NetworkPeer, NetworkPolicy } from "#plinth/model/kubernetes-object.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";
import { podsOf } from "./traffic.ts";

type Egress = NonNullable<NetworkPolicy["spec"]["egress"]>[number];

const reached = (to: readonly NetworkPeer[], port: number | string): Egress => ({
  to,
  ports: [{ protocol: "TCP", port }],
});

/** The subnets in which a server of databases stands. */
export const serverOf = (server: Node, system: System): Egress[] => {
  const network = placesOf(system, server).find(({ kind }) => kind === "network");
  // Its address changes when its standby takes over; the subnets do not.
  const subnets = (network?.props.privateSubnets ?? []) as readonly string[];
  return subnets.length > 0
    ? [
        reached(
          subnets.map((cidr) => ({ ipBlock: { cidr } })),
          5432,
        ),
      ]
    : [];
};

/** A server that a service's pods may reach: brokers beside them, or the subnets of a database. */
const reachedBy = (service: Node, server: Node, system: System): Egress[] => {
  if (server.kind === "rabbitmq" && server.parent === service.parent) {
    return [reached([podsOf(server, system)], "amqp")];
  }
  return server.kind === "database" ? serverOf(server, system) : [];
};

/** Where a service's edges lead that is no service: once each. */
export const serversOf = (
  service: Node,
  outOf: readonly Edge[],
  system: System,
): readonly Egress[] => {
  const servers = [...new Set(outOf.map(({ to }) => to))].flatMap(
    (id) => system.nodes.get(id) ?? [],
  );
  const all = servers.flatMap((server) => reachedBy(service, server, system));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
};
