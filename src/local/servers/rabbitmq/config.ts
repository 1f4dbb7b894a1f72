import { loopback } from "../../plan/loopback.ts";

/** What the configuration of one broker depends on. */
export interface BrokerSettings {
  /** Names of all members of the cluster, this one among them. */
  readonly members: readonly string[];
  readonly amqpPort: number;
  readonly managementPort: number;
  readonly user: string;
  readonly password: string;
  /** From the model, in RabbitMQ's own names. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The name of a broker in its cluster. */
const nodeName = (member: string): string => `${member}@localhost`;

/** `rabbitmq.conf`: https://www.rabbitmq.com/docs/configure */
export const rabbitmqConf = (of: BrokerSettings): string => {
  const cluster = of.members.map(
    (member, i) => [`cluster_formation.classic_config.nodes.${i + 1}`, nodeName(member)] as const,
  );
  const lines: Readonly<Record<string, string>> = {
    "listeners.tcp.1": `${loopback}:${of.amqpPort}`,
    "management.tcp.ip": loopback,
    "management.tcp.port": String(of.managementPort),
    // The user is made when a broker has no data yet, and is kept with its data.
    default_user: of.user,
    default_pass: of.password,
    "log.file": "false",
    "log.console": "true",
    "log.console.level": "info",
    "log.console.use_colors": "off",
    // Every probe is a connection that ends after the first word.
    "log.connection.level": "error",
    ...(of.members.length > 1 && {
      "cluster_formation.peer_discovery_backend": "classic_config",
      ...Object.fromEntries(cluster),
      // Whoever looks first has the lock that the others wait for, so they cannot come while it looks:
      // at the default of ten times half a second a new cluster takes 5 s more.
      "cluster_formation.discovery_retry_limit": "1",
      "cluster_formation.discovery_retry_interval": "100",
      // A minority stops serving, so that no two halves take different messages.
      cluster_partition_handling: "pause_minority",
    }),
    ...of.settings,
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join("");
};

/** Where a broker's files are, and the ports on which it meets the others. */
export interface BrokerPlace {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** Absolute; the same for all members: it holds the cookie by which they know each other. */
  readonly home: string;
  readonly amqpPort: number;
  readonly distPort: number;
  readonly epmdPort: number;
}

/** The environment that keeps a broker apart from every other on the machine. */
export const brokerEnv = (of: BrokerPlace): Readonly<Record<string, string>> => ({
  HOME: of.home,
  RABBITMQ_NODENAME: nodeName(of.name),
  RABBITMQ_NODE_PORT: String(of.amqpPort),
  RABBITMQ_NODE_IP_ADDRESS: loopback,
  RABBITMQ_DIST_PORT: String(of.distPort),
  RABBITMQ_CONFIG_FILE: `${of.folder}/rabbitmq.conf`,
  RABBITMQ_MNESIA_BASE: `${of.folder}/data`,
  RABBITMQ_LOG_BASE: `${of.folder}/log`,
  RABBITMQ_ENABLED_PLUGINS_FILE: `${of.folder}/enabled_plugins`,
  RABBITMQ_PID_FILE: `${of.folder}/pid`,
  RABBITMQ_GENERATED_CONFIG_DIR: `${of.folder}/generated`,
  // The machine's own settings are for its own broker.
  RABBITMQ_CONF_ENV_FILE: "/dev/null",
  RABBITMQ_ADVANCED_CONFIG_FILE: `${of.folder}/advanced.config`,
  ERL_EPMD_PORT: String(of.epmdPort),
  ERL_EPMD_ADDRESS: loopback,
  // Brokers beside each other on one machine do better without threads that wait busily. Names of files
  // are bytes (+fnl): the management plugin does not start where one has letters beyond Latin-1.
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
    "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none +fnl",
  // What it says goes to a log and to any terminal that reads that: no codes for colours in it.
  RABBITMQ_LOG: "-color",
  TERM: "dumb",
  LANG: "C.UTF-8",
});
