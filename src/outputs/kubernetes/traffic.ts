import { isProgram } from "#plinth/kinds/service/program.ts";
import type { NetworkPeer } from "#plinth/model/kubernetes-object.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import { namespaceOf, selectorLabels } from "#plinth/model/on-cluster.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";
import { seenFrom } from "./seen-from.ts";

/** Ranges of addresses as peers. */
const ranges = (cidrs: readonly string[]): NetworkPeer[] =>
  cidrs.map((cidr) => ({ ipBlock: { cidr } }));

/** The pods of a node, wherever in the cluster. */
export const podsOf = (node: Node, system: System): NetworkPeer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespaceOf(system) } },
  podSelector: { matchLabels: selectorLabels(node, system) },
});

/** A balancer calls a machine's port; from where the pods then see the call is what is let in. */
const balancerTo = (to: Node, balancer: Node, system: System): NetworkPeer[] => {
  const network = placesOf(system, balancer).find(({ kind }) => kind === "network");
  if (!network) return [];
  return ranges(seenFrom(to, network, system, balancer.props.scheme === "internal"));
};

/** The pods that a Gateway's controller makes for it carry its name: GEP-1762. */
const gatewayPods = (gateway: Node): NetworkPeer => ({
  namespaceSelector: {},
  podSelector: { matchLabels: { "gateway.networking.k8s.io/gateway-name": gateway.name } },
});

/** Those who fetch Prometheus metrics are where their role says; all other metrics are not asked. */
const collectors = (monitoring: Node, at: string, system: System): NetworkPeer[] => {
  const { collects, role } = monitoring.props;
  const index = Number(/^collects\[(\d+)\]/.exec(at)?.[1]);
  const by = Array.isArray(collects) ? collects[index]?.by : undefined;
  if (by !== "prometheus") return [];
  const ref = typeof role === "object" && role !== null && "ref" in role ? String(role.ref) : "";
  const assumedBy = system.nodes.get(ref)?.props.assumedBy;
  const pods =
    typeof assumedBy === "object" && assumedBy !== null && "pods" in assumedBy
      ? String(assumedBy.pods)
      : "amazon-cloudwatch/cloudwatch-agent";
  const [namespace = pods] = pods.split("/");
  return [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }];
};

const isPlanned = ({ phase }: Node): boolean => phase === "future";

/**
 * Who calls a service's pods because of an edge, as a NetworkPolicy names them: nobody if the edge
 * is not traffic on the cluster, as that of an alarm or of a pipeline.
 */
export const callersBy = (edge: Edge, system: System): readonly NetworkPeer[] => {
  const [from, to] = [system.nodes.get(edge.from), system.nodes.get(edge.to)];
  if (from === undefined || to?.kind !== "service" || isPlanned(from) || isPlanned(to)) return [];
  if (isProgram(from)) {
    // Pods of another cluster have no labels here.
    return from.id === to.id || from.parent !== to.parent ? [] : [podsOf(from, system)];
  }
  if (from.kind === "load-balancer") return balancerTo(to, from, system);
  if (from.kind === "gateway") return [gatewayPods(from)];
  if (from.kind === "monitoring") return collectors(from, edge.at, system);
  return [];
};
