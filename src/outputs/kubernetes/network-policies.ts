import type { NetworkPeer, NetworkPolicy } from "#plinth/model/kubernetes-object.ts";
import {
  dnsEgress,
  labelsOf,
  namespaceOf,
  selectorLabels,
  systemLabels,
} from "#plinth/model/on-cluster.ts";
import { byText } from "#plinth/model/sorted.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";
import { serversOf } from "./servers.ts";
import { callersBy, podsOf } from "./traffic.ts";

const apiVersion = "networking.k8s.io/v1";

/** Each once, in an order of its own. */
const distinct = (peers: readonly NetworkPeer[]): readonly NetworkPeer[] => {
  const texts = new Map(peers.map((peer) => [JSON.stringify(peer), peer]));
  return [...texts].sort(byText(([text]) => text)).map(([, peer]) => peer);
};

/** What is not allowed by another policy is denied to all pods of the system, both ways. */
export const defaultDeny = (system: System): NetworkPolicy => ({
  apiVersion,
  kind: "NetworkPolicy",
  metadata: {
    name: "default-deny",
    namespace: namespaceOf(system),
    labels: systemLabels(system),
  },
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
});

/** What the edges of programs say about who may talk to each, and to whom it may talk. */
export const policiesOf = (system: System): ((program: Node) => NetworkPolicy) => {
  const into = Map.groupBy(system.edges, ({ to }) => to);
  const outOf = Map.groupBy(system.edges, ({ from }) => from);
  return (program) =>
    policyOf(program, system, into.get(program.id) ?? [], outOf.get(program.id) ?? []);
};

const policyOf = (
  program: Node,
  system: System,
  into: readonly Edge[],
  outOf: readonly Edge[],
): NetworkPolicy => {
  const callers = distinct(into.flatMap((edge) => callersBy(edge, system)));
  const called = outOf
    .filter((edge) => callersBy(edge, system).length > 0)
    .flatMap(({ to }) => system.nodes.get(to) ?? []);
  const targets = [...new Map(called.map((node) => [node.id, node])).values()];
  const egress = [
    ...targets.map((node) => ({
      to: [podsOf(node, system)],
      ports: [{ protocol: "TCP" as const, port: "http" }],
    })),
    ...serversOf(program, outOf, system),
  ];
  return {
    apiVersion,
    kind: "NetworkPolicy",
    metadata: {
      name: program.name,
      namespace: namespaceOf(system),
      labels: labelsOf(program, system),
    },
    spec: {
      podSelector: { matchLabels: selectorLabels(program, system) },
      policyTypes: ["Ingress", "Egress"],
      ...(callers.length > 0 && {
        ingress: [{ from: callers, ports: [{ protocol: "TCP", port: "http" }] }],
      }),
      ...(egress.length > 0 && { egress: [dnsEgress, ...egress] }),
    },
  };
};
