import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import type { ExternalSecret } from "#plinth/model/kubernetes-operators.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** What a Secret is made of: the secret in the account, and each key as a template of its fields. */
interface Brought {
  /** Its name in Secrets Manager. */
  readonly key: string;
  /** Whether that is JSON with several fields, or one text. */
  readonly isJson: boolean;
  readonly data: Readonly<Record<string, string>>;
}

const field = (name: string): string => `{{ .${name} }}`;

const login = { user: field("username"), password: field("password") } as const;

/** A database's address; whose certificate it must show is in the pods, see the service's pod. */
const ofDatabase = (node: Node, system: System): Brought => {
  const server = system.nodes.get(node.parent)?.name ?? node.parent;
  const address = `${field("host")}:${field("port")}/${field("dbname")}?sslmode=verify-full`;
  return {
    key: `${systemName(system)}/${server}/${node.name}`,
    isJson: true,
    data: { url: `postgres://${login.user}:${login.password}@${address}`, ...login },
  };
};

/** What clients of brokers need, and what the brokers themselves read at their start. */
const ofBroker = (node: Node, system: System): Brought => {
  const cluster = system.nodes.get(node.parent)?.name ?? node.parent;
  const host = `${node.name}.${namespaceOf(system)}.svc.cluster.local`;
  return {
    key: `${systemName(system)}/${cluster}/${node.name}`,
    isJson: true,
    data: {
      url: `amqp://${login.user}:${login.password}@${host}:5672`,
      ...login,
      cookie: field("cookie"),
      "user.conf": `default_user = ${login.user}\ndefault_pass = ${login.password}\n`,
    },
  };
};

const ofSecret = (node: Node, system: System): Brought => ({
  key: `${systemName(system)}/${node.name}`,
  isJson: false,
  data: { value: field("value") },
});

const broughtBy: Readonly<Record<string, (node: Node, system: System) => Brought>> = {
  database: ofDatabase,
  rabbitmq: ofBroker,
  secret: ofSecret,
};

/** Nodes whose secrets are used on a cluster, by id: by services there, and by its brokers. */
export const secretsOn = (cluster: string, system: System): readonly Node[] => {
  const isThere = (id: string): boolean => {
    const node = system.nodes.get(id);
    return node?.parent === cluster && node.kind === "service" && node.phase === "current";
  };
  const used = system.edges.flatMap(({ from, to }) => (isThere(from) ? [to] : []));
  const brokers = [...system.nodes.values()]
    .filter(
      ({ kind, parent, phase }) => kind === "rabbitmq" && parent === cluster && phase === "current",
    )
    .map(({ id }) => id);
  return [...new Set([...used, ...brokers])]
    .sort(compareText)
    .flatMap((id) => system.nodes.get(id) ?? [])
    .filter(({ kind }) => broughtBy[kind] !== undefined);
};

/** The Secret of a node, as the operator is to make and keep it. */
export const externalSecret = (
  node: Node,
  system: System,
  {
    store,
    every,
    labels,
  }: {
    readonly store: string;
    readonly every: string;
    readonly labels: Readonly<Record<string, string>>;
  },
): ExternalSecret[] => {
  const brought = broughtBy[node.kind]?.(node, system);
  if (!brought) return [];
  const { key, isJson, data } = brought;
  return [
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: node.name, namespace: namespaceOf(system), labels },
      spec: {
        refreshInterval: every,
        secretStoreRef: { kind: "SecretStore", name: store },
        target: {
          name: node.name,
          creationPolicy: "Owner",
          // What runs goes on with what it has when the account cannot be asked.
          deletionPolicy: "Retain",
          template: { engineVersion: "v2", type: "Opaque", data },
        },
        ...(isJson
          ? { dataFrom: [{ extract: { key } }] }
          : { data: [{ secretKey: "value", remoteRef: { key } }] }),
      },
    },
  ];
};
