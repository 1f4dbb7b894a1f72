import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import { databaseSecretName, masterSecretName } from "#plinth/kinds/postgres/secrets.ts";
import { masterSecret, setUpBy } from "#plinth/kinds/postgres/set-up-by.ts";
import { brokerSecretName } from "#plinth/kinds/rabbitmq/secrets.ts";
import { isProgram } from "#plinth/kinds/service/program.ts";
import type { ExternalSecret } from "#plinth/model/kubernetes-operators.ts";
import { edgesFrom, nodesIn, nodesOf } from "#plinth/model/lookup.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** What a Secret is made of: the secret in the account, and each key as a template of its fields. */
interface Brought {
  /** What it is called on the cluster. @default as its node */
  readonly name?: string;
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
  const address = `${field("host")}:${field("port")}/${field("dbname")}?sslmode=verify-full`;
  return {
    key: databaseSecretName(node, system),
    isJson: true,
    data: {
      url: `postgres://${login.user}:${login.password}@${address}`,
      ...login,
      host: field("host"),
      port: field("port"),
      name: field("dbname"),
    },
  };
};

/** What clients of brokers need, and what the brokers themselves read at their start. */
const ofBroker = (node: Node, system: System): Brought => {
  const host = `${node.name}.${namespaceOf(system)}.svc.cluster.local`;
  return {
    key: brokerSecretName(node, system),
    isJson: true,
    data: {
      url: `amqp://${login.user}:${login.password}@${host}:5672`,
      ...login,
      cookie: field("cookie"),
      "user.conf": `default_user = ${login.user}\ndefault_pass = ${login.password}\n`,
    },
  };
};

/** The password of the user that makes all others. */
const ofServer = (node: Node, system: System): Brought => ({
  name: masterSecret(node),
  key: masterSecretName(node, system),
  isJson: false,
  data: { value: field("value") },
});

const ofSecret = (node: Node, system: System): Brought => ({
  key: `${systemName(system)}/${node.name}`,
  isJson: false,
  data: { value: field("value") },
});

const broughtBy: Readonly<Record<string, (node: Node, system: System) => Brought>> = {
  database: ofDatabase,
  postgres: ofServer,
  rabbitmq: ofBroker,
  secret: ofSecret,
};

/** Nodes whose secrets are used on a cluster, by id: by programs there, and by its brokers. */
export const secretsOn = (cluster: string, system: System): readonly Node[] => {
  const isThere = (id: string): boolean => {
    const node = system.nodes.get(id);
    return node?.parent === cluster && isProgram(node) && node.phase === "current";
  };
  const used = system.edges.flatMap(({ from, to }) => (isThere(from) ? [to] : []));
  const brokers = [...system.nodes.values()]
    .filter(
      ({ kind, parent, phase }) => kind === "rabbitmq" && parent === cluster && phase === "current",
    )
    .map(({ id }) => id);
  const place = system.nodes.get(cluster);
  const servers = place ? setUpBy(place, system).map(({ id }) => id) : [];
  const dumped = nodesOf(system, "dump")
    .filter(({ parent, phase }) => parent === cluster && phase === "current")
    .flatMap(({ id }) => edgesFrom(system, { id }).map(({ to }) => ({ id: to })))
    .flatMap((server) => nodesIn(system, server).map(({ id }) => id));
  return [...new Set([...used, ...brokers, ...servers, ...dumped])]
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
  const { key, isJson, data, name = node.name } = brought;
  return [
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name, namespace: namespaceOf(system), labels },
      spec: {
        refreshInterval: every,
        secretStoreRef: { kind: "SecretStore", name: store },
        target: {
          name,
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
