import { type Egress, reachServer } from "#plinth/kinds/postgres/reach-server.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";
import { podsOf } from "./traffic.ts";

/** A server that a program's pods may reach: brokers beside them, or the subnets of a database. */
const reachedBy = (program: Node, server: Node, system: System): readonly Egress[] => {
  if (server.kind === "rabbitmq" && server.parent === program.parent) {
    return [{ to: [podsOf(server, system)], ports: [{ protocol: "TCP", port: "amqp" }] }];
  }
  return server.kind === "database" ? reachServer(server, system) : [];
};

/** Where a program's edges lead that is no service: once each. */
export const serversOf = (
  program: Node,
  outOf: readonly Edge[],
  system: System,
): readonly Egress[] => {
  const servers = [...new Set(outOf.map(({ to }) => to))].flatMap(
    (id) => system.nodes.get(id) ?? [],
  );
  const all = servers.flatMap((server) => reachedBy(program, server, system));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
};
