import { shortHash } from "#plinth/kinds/aws/provider/names.ts";
import {
  clientImage,
  clientPod,
  clientResources,
  clientSecurity,
  secretVariable,
} from "#plinth/kinds/postgres/client.ts";
import { reachServer } from "#plinth/kinds/postgres/reach-server.ts";
import { masterUser } from "#plinth/kinds/postgres/secrets.ts";
import { masterSecret, setUpBy } from "#plinth/kinds/postgres/set-up-by.ts";
import { rootMount, rootVariables, rootVolume } from "#plinth/kinds/service/database-root.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { Container } from "#plinth/model/kubernetes-pod.ts";
import type { Job } from "#plinth/model/kubernetes-stateful.ts";
import { nodesIn } from "#plinth/model/lookup.ts";
import { dnsEgress, labelsOf, namespaceOf, selectorLabels } from "#plinth/model/on-cluster.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { roleAndDatabase } from "./role-and-database.ts";

const folder = "/setup";

const databasesOf = (server: Node, system: System): readonly Node[] =>
  nodesIn(system, server).filter(({ kind, phase }) => kind === "database" && phase === "current");

/** One call of psql a database; a password is handed on in its environment, which nobody else sees. */
const script = (databases: readonly Node[]): string =>
  [
    "set -eu",
    "until pg_isready --quiet; do sleep 2; done",
    ...databases.flatMap(({ name, props: { connections } }, i) => [
      `echo "the database ${name}"`,
      `DATABASE=${name} CONNECTIONS=${Number(connections ?? -1)} ROLE_PASSWORD="$PASSWORD_${i}" \\`,
      `  psql --no-psqlrc --quiet --dbname=postgres --file=${folder}/role-and-database.sql`,
    ]),
    "",
  ].join("\n");

const containerOf = (server: Node, databases: readonly Node[]): Container => {
  const address = databases[0]?.name ?? server.name;
  return {
    name: "setup",
    image: clientImage(server),
    imagePullPolicy: "IfNotPresent",
    command: ["sh", `${folder}/setup.sh`],
    env: [
      { name: "HOME", value: "/tmp" },
      secretVariable("PGHOST", address, "host"),
      secretVariable("PGPORT", address, "port"),
      { name: "PGUSER", value: masterUser },
      secretVariable("PGPASSWORD", masterSecret(server), "value"),
      { name: "PGSSLMODE", value: "verify-full" },
      { name: "PGSSLROOTCERT", value: rootVariables.PGSSLROOTCERT },
      { name: "PGOPTIONS", value: "-c client_min_messages=warning" },
      ...databases.map(({ name }, i) => secretVariable(`PASSWORD_${i}`, name, "password")),
    ],
    resources: clientResources,
    volumeMounts: [rootMount, { name: "setup", mountPath: folder, readOnly: true }],
    securityContext: clientSecurity,
  };
};

const setupOf = (server: Node, system: System): readonly KubernetesObject[] => {
  const databases = databasesOf(server, system);
  const name = `${server.name}-setup`;
  const labels = labelsOf({ name }, system);
  const metadata = { name, namespace: namespaceOf(system), labels };
  const files = { "role-and-database.sql": roleAndDatabase, "setup.sh": script(databases) };
  const spec: Job["spec"] = {
    backoffLimit: 6,
    // A database of RDS takes a quarter of an hour to be made, and its secrets come with it.
    activeDeadlineSeconds: 3_600,
    ttlSecondsAfterFinished: 86_400,
    template: {
      metadata: { labels },
      spec: {
        ...clientPod,
        serviceAccountName: name,
        containers: [containerOf(server, databases)],
        volumes: [rootVolume, { name: "setup", configMap: { name } }],
      },
    },
  };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata, automountServiceAccountToken: false },
    { apiVersion: "v1", kind: "ConfigMap", metadata, data: files },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata,
      spec: {
        podSelector: { matchLabels: selectorLabels({ name }, system) },
        policyTypes: ["Ingress", "Egress"],
        egress: [dnsEgress, ...reachServer(server, system)],
      },
    },
    {
      apiVersion: "batch/v1",
      kind: "Job",
      // A Job cannot be changed, so what it does is in its name: what is new is a new one.
      metadata: { ...metadata, name: `${name}-${shortHash(JSON.stringify([spec, files]))}` },
      spec,
    },
  ];
};

/** Roles and databases of the servers that a cluster's services use, made by a Job on it. */
export const databaseSetup = (cluster: Node, system: System): readonly KubernetesObject[] =>
  setUpBy(cluster, system).flatMap((server) => setupOf(server, system));
