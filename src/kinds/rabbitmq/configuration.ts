import { namespaceOf } from "#plinth/model/on-cluster.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** Ports of a broker; only the first is for its clients. */
export const ports = { amqp: 5672, epmd: 4369, dist: 25672, metrics: 15692 } as const;

/** The Service by whose names members know each other. */
export const membersName = ({ name }: Pick<Node, "name">): string => `${name}-members`;

/** The domain in which each pod has its own name, which stays when its address does not. */
export const domainOf = (node: Pick<Node, "name">, system: System): string =>
  `${membersName(node)}.${namespaceOf(system)}.svc.cluster.local`;

/**
 * What each member reads at its start. Members find each other by the names of a list, so that no
 * pod needs leave to ask the cluster's API. https://www.rabbitmq.com/docs/configure
 */
export const configuration = (
  node: Pick<Node, "name">,
  members: number,
  system: System,
): string => {
  const lines = [
    "cluster_formation.peer_discovery_backend = classic_config",
    ...Array.from(
      { length: members },
      (_, i) =>
        `cluster_formation.classic_config.nodes.${i + 1} = ` +
        `rabbit@${node.name}-${i}.${domainOf(node, system)}`,
    ),
    "cluster_partition_handling = pause_minority",
    "default_queue_type = quorum",
    // A consumer that holds a message for longer than this is taken to be stuck.
    "consumer_timeout = 1800000",
    // Of what the container may have: above it publishers wait, long before it is killed.
    "vm_memory_high_watermark.relative = 0.6",
    // Below it publishers wait: a full disk would lose what was confirmed.
    "disk_free_limit.absolute = 1GB",
    "log.file = false",
    "log.console = true",
    "log.console.formatter = json",
    `listeners.tcp.default = ${ports.amqp}`,
    "loopback_users.guest = true",
    "management_agent.disable_metrics_collector = true",
    `prometheus.tcp.port = ${ports.metrics}`,
  ];
  return `${lines.join("\n")}\n`;
};

/** What is switched on: metrics, and nothing that opens a port for people. */
export const enabledPlugins = "[rabbitmq_prometheus].\n";
