import { trafficPolicy } from "#plinth/kinds/service/traffic-policy.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";

type Side = "publicSubnets" | "privateSubnets";

const sideOf = (subnets: unknown): Side =>
  subnets === "public" ? "publicSubnets" : "privateSubnets";

const rangesOf = (network: Node, sides: Iterable<Side>): readonly string[] =>
  [...sides].flatMap((side) => (network.props[side] ?? []) as readonly string[]);

/** The sides of a network on which the machines of a cluster are: its groups, or all it says itself. */
const machineSides = (system: System, cluster: string): ReadonlySet<Side> => {
  const own = system.nodes.get(cluster);
  if (own?.kind === "k3s") return new Set([sideOf(own.props.subnets ?? "public")]);
  const groups = nodesOf(system, "node-group").filter(
    ({ parent, phase }) => parent === cluster && phase === "current",
  );
  return new Set(groups.map(({ props }) => sideOf(props.subnets ?? "private")));
};

/**
 * The ranges from which a service's pods see a balancer of the network call: its own, or those of the
 * machines, one of which hands the call on from its own address.
 */
export const seenFrom = (
  service: Node,
  network: Node,
  system: System,
  isInternal: boolean,
): readonly string[] => {
  if (trafficPolicy(service.props) === "Local") {
    return rangesOf(network, [isInternal ? "privateSubnets" : "publicSubnets"]);
  }
  const ranges = rangesOf(network, machineSides(system, service.parent));
  return ranges.length > 0 ? ranges : [String(network.props.cidr)];
};
