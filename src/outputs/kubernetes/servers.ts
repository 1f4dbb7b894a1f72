import type { NetworkPeer, NetworkPolicy } from "#plinth/model/kubernetes-object.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";
import { podsOf } from "./traffic.ts";

type Egress = NonNullable<NetworkPolicy["spec"]["egress"]>[number];

const reached = (to: readonly NetworkPeer[], port: number | string): Egress => ({
  to,
  ports: [{ protocol: "TCP", port }],
});

/** A server that a service's pods may reach: brokers beside them, or the subnets of a database. */
const serverOf = (service: Node, server: Node, system: System): Egress[] => {
  if (server.kind === "rabbitmq" && server.parent === service.parent) {
    return [reached([podsOf(server, system)], "amqp")];
  }
  if (server.kind !== "database") return [];
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

/** Where a service's edges lead that is no service: once each. */
export const serversOf = (
  service: Node,
  outOf: readonly Edge[],
  system: System,
): readonly Egress[] => {
  const servers = [...new Set(outOf.map(({ to }) => to))].flatMap(
    (id) => system.nodes.get(id) ?? [],
  );
  const all = servers.flatMap((server) => serverOf(service, server, system));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
};
