import { podRange } from "#plinth/kinds/k3s/addresses.ts";
import { trafficPolicy } from "#plinth/kinds/service/traffic-policy.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";

type Side = "publicSubnets" | "privateSubnets";

const sideOf = (subnets: unknown): Side =>
  subnets === "public" ? "publicSubnets" : "privateSubnets";

const rangesOf = (network: Node, sides: Iterable<Side>): readonly string[] =>
  [...sides].flatMap((side) => (network.props[side] ?? []) as readonly string[]);

/** The sides of a network on which the machines of a cluster's groups are. */
const machineSides = (system: System, cluster: string): ReadonlySet<Side> => {
  const groups = nodesOf(system, "node-group").filter(
    ({ parent, phase }) => parent === cluster && phase === "current",
  );
  return new Set(groups.map(({ props }) => sideOf(props.subnets ?? "private")));
};

/**
 * The ranges from which a service's pods see a balancer of the network call. One of the machines hands the
 * call on. Where pods have addresses of the network, it does so from its own; on K3s from one of the pods'
 * range, but before it does, its firewall sees the balancer's.
 */
export const seenFrom = (
  service: Node,
  network: Node,
  system: System,
  isInternal: boolean,
): readonly string[] => {
  const balancers = rangesOf(network, [isInternal ? "privateSubnets" : "publicSubnets"]);
  if (trafficPolicy(service.props) === "Local") return balancers;
  if (system.nodes.get(service.parent)?.kind === "k3s") return [...balancers, podRange];
  const ranges = rangesOf(network, machineSides(system, service.parent));
  return ranges.length > 0 ? ranges : [String(network.props.cidr)];
};
