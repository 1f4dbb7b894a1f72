import { type Egress, reachServer } from "#plinth/kinds/postgres/reach-server.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";
import { podsOf } from "./traffic.ts";

/** A server that a service's pods may reach: brokers beside them, or the subnets of a database. */
const reachedBy = (service: Node, server: Node, system: System): readonly Egress[] => {
  if (server.kind === "rabbitmq" && server.parent === service.parent) {
    return [{ to: [podsOf(server, system)], ports: [{ protocol: "TCP", port: "amqp" }] }];
  }
  return server.kind === "database" ? reachServer(server, system) : [];
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
