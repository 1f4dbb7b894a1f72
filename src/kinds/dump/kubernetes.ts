import { roleArn } from "#plinth/kinds/aws/role-arn.ts";
import { bucketName } from "#plinth/kinds/bucket/bucket-name.ts";
import {
  clientImage,
  clientPod,
  clientResources,
  clientSecurity,
  secretVariable,
} from "#plinth/kinds/postgres/client.ts";
import { reachServer } from "#plinth/kinds/postgres/reach-server.ts";
import { rootMount, rootVariables, rootVolume } from "#plinth/kinds/service/database-root.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { Container, PodSpec } from "#plinth/model/kubernetes-pod.ts";
import { nodesIn, placesOf } from "#plinth/model/lookup.ts";
import { dnsEgress, labelsOf, namespaceOf, selectorLabels } from "#plinth/model/on-cluster.ts";
import { toMib } from "#plinth/model/quantity.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { DumpProps } from "./props.ts";

const folder = "/dumps";
const files = { name: "dumps", mountPath: folder } as const;
const token = { name: "aws", mountPath: "/var/run/secrets/aws", readOnly: true } as const;

/** The program that puts files into a bucket, a release of 2025-09. */
const uploader = "docker.io/amazon/aws-cli:2.31.0";

const dumpOf = (database: Node, server: Node): Container => ({
  name: `dump-${database.name}`,
  image: clientImage(server),
  imagePullPolicy: "IfNotPresent",
  command: ["pg_dump", "--format=custom", `--file=${folder}/${database.name}.dump`],
  env: [
    { name: "HOME", value: folder },
    ...(
      [
        ["PGHOST", "host"],
        ["PGPORT", "port"],
        ["PGUSER", "user"],
        ["PGPASSWORD", "password"],
        ["PGDATABASE", "name"],
      ] as const
    ).map(([variable, key]) => secretVariable(variable, database.name, key)),
    { name: "PGSSLMODE", value: "verify-full" },
    { name: "PGSSLROOTCERT", value: rootVariables.PGSSLROOTCERT },
  ],
  resources: clientResources,
  volumeMounts: [rootMount, files],
  securityContext: clientSecurity,
});

/** The bucket's name ends with the account's number, which whoever is let in may ask for. */
const upload = (server: Node): string =>
  [
    "set -eu",
    "account=$(aws sts get-caller-identity --query Account --output text)",
    `aws s3 cp ${folder} "s3://$BUCKET-$account/${server.name}/$(date -u +%Y-%m-%d)/" \\`,
    "  --recursive --exclude '*' --include '*.dump' --no-progress",
  ].join("\n");

interface Around {
  readonly server: Node;
  readonly bucket: Node;
  readonly system: System;
}

const uploadOf = (node: Node<DumpProps>, { server, bucket, system }: Around): Container => {
  const cloud = placesOf(system, node).find(({ kind }) => kind === "aws");
  return {
    name: "upload",
    image: uploader,
    imagePullPolicy: "IfNotPresent",
    command: ["sh", "-c", upload(server)],
    env: [
      { name: "HOME", value: folder },
      { name: "AWS_REGION", value: String(cloud?.props.region) },
      { name: "AWS_ROLE_ARN", value: roleArn(node.props.role, system) },
      { name: "AWS_WEB_IDENTITY_TOKEN_FILE", value: `${token.mountPath}/token` },
      { name: "BUCKET", value: bucketName(bucket, system) },
    ],
    resources: {
      requests: { cpu: "10m", memory: "64Mi", "ephemeral-storage": "16Mi" },
      limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "64Mi" },
    },
    volumeMounts: [files, token],
    securityContext: clientSecurity,
  };
};

const podOf = (node: Node<DumpProps>, around: Around): PodSpec => ({
  ...clientPod,
  serviceAccountName: node.name,
  initContainers: nodesIn(around.system, around.server)
    .filter(({ kind, phase }) => kind === "database" && phase === "current")
    .map((database) => dumpOf(database, around.server)),
  containers: [uploadOf(node, around)],
  volumes: [
    rootVolume,
    { name: files.name, emptyDir: { sizeLimit: `${toMib(node.props.scratch ?? "4GiB")}Mi` } },
    {
      name: token.name,
      projected: {
        sources: [
          {
            serviceAccountToken: {
              audience: "sts.amazonaws.com",
              expirationSeconds: 3_600,
              path: "token",
            },
          },
        ],
      },
    },
  ],
});

/** A CronJob: each database by its own role into a file, then all of them into the bucket. */
export const kubernetes = (node: Node<DumpProps>, system: System): readonly KubernetesObject[] => {
  const server = system.nodes.get(node.props.of.ref);
  const bucket = system.nodes.get(node.props.to.ref);
  if (!server || !bucket) throw new Refusal("model", `"${node.id}" names what is not there`);
  const labels = labelsOf(node, system);
  const metadata = { name: node.name, namespace: namespaceOf(system), labels };
  const [hour = 0, minute = 0] = node.props.at.split(":").map(Number);
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata, automountServiceAccountToken: false },
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata,
      spec: {
        schedule: `${minute} ${hour} * * *`,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 3_600,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: 7_200,
            template: { metadata: { labels }, spec: podOf(node, { server, bucket, system }) },
          },
        },
      },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata,
      spec: {
        podSelector: { matchLabels: selectorLabels(node, system) },
        policyTypes: ["Ingress", "Egress"],
        egress: [
          dnsEgress,
          ...reachServer(server, system),
          // S3 and STS have no addresses that stay.
          { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ protocol: "TCP", port: 443 }] },
        ],
      },
    },
  ];
};
