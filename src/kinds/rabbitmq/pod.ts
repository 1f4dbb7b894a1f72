import type { Container, PodSpec, Probe } from "#plinth/model/kubernetes-pod.ts";
import { selectorLabels } from "#plinth/model/on-cluster.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { domainOf, membersName, ports } from "./configuration.ts";
import type { RabbitmqProps } from "./props.ts";
import { brokerResources } from "./resources.ts";

/** A user of its own: the image has one under 10000, which could be somebody on the machine. */
const uid = 10_999;

/** Releases known to be there in 2026-11, by minor version. */
const releases: Readonly<Record<string, string>> = { "4.2": "4.2.5", "4.1": "4.1.8" };

const imageOf = (version: string): string =>
  `docker.io/library/rabbitmq:${releases[version] ?? version}`;

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
} as const;

const data = { name: "data", mountPath: "/var/lib/rabbitmq" } as const;
const scratch = { name: "scratch", mountPath: "/tmp" } as const;

const asks = (timing: Omit<Probe, "exec">, ...words: readonly string[]): Probe => ({
  exec: { command: ["rabbitmq-diagnostics", "-q", ...words] },
  timeoutSeconds: 15,
  ...timing,
});

/**
 * A member leaves when queues stay whole without it, and hands over what it leads. Waits at most nine
 * of the ten minutes that a pod has. https://www.rabbitmq.com/docs/upgrade#rolling-upgrades
 */
const leaving = (members: number): string =>
  [
    ...(members > 1 ? ["rabbitmq-upgrade await_online_quorum_plus_one -t 540 || true"] : []),
    "rabbitmq-upgrade drain -t 30 || true",
  ].join("; ");

/**
 * The cookie lies in a Secret, whose files belong to root: a broker wants its own, that nobody else
 * may read.
 */
const cookieContainer = (image: string): Container => ({
  name: "cookie",
  image,
  imagePullPolicy: "IfNotPresent",
  command: [
    "sh",
    "-c",
    "umask 077; cp -f /secret/cookie /var/lib/rabbitmq/.erlang.cookie.new && " +
      "mv -f /var/lib/rabbitmq/.erlang.cookie.new /var/lib/rabbitmq/.erlang.cookie",
  ],
  resources: {
    requests: { cpu: "10m", memory: "32Mi", "ephemeral-storage": "16Mi" },
    limits: { cpu: "200m", memory: "64Mi", "ephemeral-storage": "32Mi" },
  },
  volumeMounts: [data, { name: "cookie", mountPath: "/secret", readOnly: true }],
  securityContext: hardened,
});

const brokerContainer = (node: Node<RabbitmqProps>, system: System, image: string): Container => {
  const { cpu, memoryMib } = brokerResources(node.props);
  return {
    name: "rabbitmq",
    image,
    imagePullPolicy: "IfNotPresent",
    env: [
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "RABBITMQ_USE_LONGNAME", value: "true" },
      { name: "RABBITMQ_NODENAME", value: `rabbit@$(POD_NAME).${domainOf(node, system)}` },
      { name: "RABBITMQ_CONFIG_FILES", value: "/etc/rabbitmq/conf.d" },
      // Not among them: whatever lies in that folder is read as configuration.
      { name: "RABBITMQ_ENABLED_PLUGINS_FILE", value: "/etc/rabbitmq/conf.d/plugins/enabled" },
      { name: "HOME", value: data.mountPath },
    ],
    ports: [
      { name: "amqp", containerPort: ports.amqp },
      { name: "epmd", containerPort: ports.epmd },
      { name: "dist", containerPort: ports.dist },
      { name: "metrics", containerPort: ports.metrics },
    ],
    resources: {
      requests: { cpu, memory: `${memoryMib}Mi`, "ephemeral-storage": "64Mi" },
      limits: { cpu: "2", memory: `${memoryMib}Mi`, "ephemeral-storage": "512Mi" },
    },
    volumeMounts: [
      data,
      scratch,
      { name: "configuration", mountPath: "/etc/rabbitmq/conf.d", readOnly: true },
    ],
    // Ten minutes: members that start together wait for each other's tables.
    startupProbe: asks({ periodSeconds: 10, failureThreshold: 60 }, "ping"),
    readinessProbe: { tcpSocket: { port: "amqp" }, periodSeconds: 5 },
    // Asks for no more than that the runtime answers: what asks for more ends brokers under load.
    livenessProbe: asks({ periodSeconds: 60, failureThreshold: 3 }, "ping"),
    lifecycle: {
      preStop: { exec: { command: ["sh", "-c", leaving(node.props.members ?? 1)] } },
    },
    securityContext: hardened,
  };
};

/** One member of a cluster of brokers; its user and cookie come from the Secret of the broker's name. */
export const podOf = (node: Node<RabbitmqProps>, system: System): PodSpec => {
  const image = imageOf(node.props.version);
  const matchLabels = selectorLabels(node, system);
  const apart = (topologyKey: string, weight: number) => ({
    weight,
    podAffinityTerm: { labelSelector: { matchLabels }, topologyKey },
  });
  return {
    serviceAccountName: node.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: uid,
      fsGroup: uid,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    terminationGracePeriodSeconds: 600,
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          apart("kubernetes.io/hostname", 100),
          apart("topology.kubernetes.io/zone", 50),
        ],
      },
    },
    initContainers: [cookieContainer(image)],
    containers: [brokerContainer(node, system, image)],
    volumes: [
      {
        name: "configuration",
        projected: {
          sources: [
            {
              configMap: {
                name: membersName(node),
                items: [
                  { key: "10-plinth.conf", path: "10-plinth.conf" },
                  { key: "enabled_plugins", path: "plugins/enabled" },
                ],
              },
            },
            { secret: { name: node.name, items: [{ key: "user.conf", path: "20-user.conf" }] } },
          ],
        },
      },
      {
        name: "cookie",
        projected: {
          sources: [{ secret: { name: node.name, items: [{ key: "cookie", path: "cookie" }] } }],
        },
      },
      { name: "scratch", emptyDir: { sizeLimit: "64Mi" } },
      ...(node.props.storage === undefined
        ? [{ name: data.name, emptyDir: { sizeLimit: "1Gi" } }]
        : []),
    ],
  };
};
