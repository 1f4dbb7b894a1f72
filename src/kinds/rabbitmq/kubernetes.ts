import { queueReaderNamespace } from "#plinth/kinds/queue-reader/namespace.ts";
import { isProgram } from "#plinth/kinds/service/program.ts";
import type {
  KubernetesObject,
  NetworkPeer,
  NetworkPolicy,
  Service,
} from "#plinth/model/kubernetes-object.ts";
import type { StatefulSet } from "#plinth/model/kubernetes-stateful.ts";
import { nodesIn } from "#plinth/model/lookup.ts";
import { dnsEgress, labelsOf, namespaceOf, selectorLabels } from "#plinth/model/on-cluster.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { configuration, enabledPlugins, membersName, ports } from "./configuration.ts";
import { diskClass } from "./disk-class.ts";
import { podOf } from "./pod.ts";
import type { RabbitmqProps } from "./props.ts";

interface Named {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

const podsOf = (node: Node<unknown>, system: System): NetworkPeer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespaceOf(system) } },
  podSelector: { matchLabels: selectorLabels(node, system) },
});

/** Clients by their edges, and who reads the lengths of queues; members among themselves. */
const policyOf = (node: Node<RabbitmqProps>, system: System, metadata: Named): NetworkPolicy => {
  const users = new Set(system.edges.flatMap(({ from, to }) => (to === node.id ? [from] : [])));
  const clients = [...users].sort(compareText).flatMap((id) => {
    const user = system.nodes.get(id);
    const calls = user && isProgram(user) && user.phase === "current";
    return calls && user.parent === node.parent ? [podsOf(user, system)] : [];
  });
  const readers = nodesIn(system, { id: node.parent }).some(({ kind }) => kind === "queue-reader");
  const operator = { "kubernetes.io/metadata.name": queueReaderNamespace };
  if (readers) clients.push({ namespaceSelector: { matchLabels: operator } });
  const members = [podsOf(node, system)];
  const among = [ports.epmd, ports.dist].map((port) => ({ protocol: "TCP", port }) as const);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata,
    spec: {
      podSelector: { matchLabels: selectorLabels(node, system) },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        ...(clients.length > 0
          ? [{ from: clients, ports: [{ protocol: "TCP" as const, port: ports.amqp }] }]
          : []),
        { from: members, ports: among },
      ],
      egress: [dnsEgress, { to: members, ports: among }],
    },
  };
};

const statefulSetOf = (
  node: Node<RabbitmqProps>,
  system: System,
  metadata: Named,
): StatefulSet => ({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata,
  spec: {
    replicas: node.props.members ?? 1,
    serviceName: membersName(node),
    // Members wait for each other: one by one, none of a cluster that was stopped would ever start.
    podManagementPolicy: "Parallel",
    minReadySeconds: 10,
    selector: { matchLabels: selectorLabels(node, system) },
    template: { metadata: { labels: metadata.labels }, spec: podOf(node, system) },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
    ...(node.props.storage !== undefined && {
      volumeClaimTemplates: [
        {
          apiVersion: "v1",
          kind: "PersistentVolumeClaim",
          metadata: { name: "data", labels: selectorLabels(node, system) },
          spec: {
            accessModes: ["ReadWriteOnce"],
            ...diskClass(system.nodes.get(node.parent), system),
            resources: { requests: { storage: node.props.storage.slice(0, -1) } },
          },
        },
      ],
    }),
  },
});

/** The name that clients use, and one by which members find each other before they are ready. */
const servicesOf = (node: Node<unknown>, system: System, metadata: Named): Service[] => {
  const selector = selectorLabels(node, system);
  const port = (name: keyof typeof ports) => ({ name, port: ports[name], targetPort: name });
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { type: "ClusterIP", selector, ports: [port("amqp")] },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { ...metadata, name: membersName(node) },
      spec: {
        type: "ClusterIP",
        clusterIP: "None",
        publishNotReadyAddresses: true,
        selector,
        ports: [port("epmd"), port("dist"), port("metrics")],
      },
    },
  ];
};

/** Brokers on a cluster: a StatefulSet with disks, its names, its files, and who may reach it. */
export const kubernetes = (
  node: Node<RabbitmqProps>,
  system: System,
): readonly KubernetesObject[] => {
  const { members = 1 } = node.props;
  const labels = labelsOf(node, system);
  const metadata = { name: node.name, namespace: namespaceOf(system), labels };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata, automountServiceAccountToken: false },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { ...metadata, name: membersName(node) },
      data: {
        "10-plinth.conf": configuration(node, members, system),
        enabled_plugins: enabledPlugins,
      },
    },
    ...servicesOf(node, system, metadata),
    statefulSetOf(node, system, metadata),
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata,
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: selectorLabels(node, system) },
        unhealthyPodEvictionPolicy: "IfHealthyBudget",
      },
    },
    policyOf(node, system, metadata),
  ];
};
