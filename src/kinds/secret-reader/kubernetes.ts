import { roleArn } from "#plinth/kinds/aws/role-arn.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { HelmChart } from "#plinth/model/kubernetes-operators.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import { labelsOf, namespaceOf } from "#plinth/model/on-cluster.ts";
import { toSeconds } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { externalSecret, secretsOn } from "./brought.ts";
import type { SecretReaderProps } from "./props.ts";

/**
 * The operator, with leave in this system's namespace alone. Its webhook only checks and converts what
 * is written by hand; without it there is one certificate less to keep.
 */
const values = (namespace: string): string => `\
installCRDs: true
scopedNamespace: ${namespace}
scopedRBAC: true
webhook:
  create: false
certController:
  create: false
crds:
  conversion:
    enabled: false
resources:
  requests:
    cpu: 10m
    memory: 64Mi
  limits:
    memory: 128Mi
`;

const chartOf = (namespace: string, labels: Readonly<Record<string, string>>): HelmChart => ({
  apiVersion: "helm.cattle.io/v1",
  kind: "HelmChart",
  metadata: { name: "external-secrets", namespace: "kube-system", labels },
  spec: {
    repo: "https://charts.external-secrets.io",
    chart: "external-secrets",
    version: "1.3.2",
    targetNamespace: "external-secrets",
    createNamespace: true,
    valuesContent: values(namespace),
  },
});

/** The operator where K3s can install it, whom it reads as, and a Secret for each that is used. */
export const kubernetes = (
  node: Node<SecretReaderProps>,
  system: System,
): readonly KubernetesObject[] => {
  const namespace = namespaceOf(system);
  const labels = labelsOf(node, system);
  const metadata = { name: node.name, namespace, labels };
  const cloud = placesOf(system, node).find(({ kind }) => kind === "aws");
  const every = `${toSeconds(node.props.every ?? "1h")}s`;
  return [
    ...(system.nodes.get(node.parent)?.kind === "k3s" ? [chartOf(namespace, labels)] : []),
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: {
        ...metadata,
        annotations: { "eks.amazonaws.com/role-arn": roleArn(node.props.role, system) },
      },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: "external-secrets.io/v1",
      kind: "SecretStore",
      metadata,
      spec: {
        provider: {
          aws: {
            service: "SecretsManager",
            region: { ref: cloud?.id ?? "", kind: "aws", output: "region" },
            auth: { jwt: { serviceAccountRef: { name: node.name } } },
          },
        },
      },
    },
    ...secretsOn(node.parent, system).flatMap((each) =>
      externalSecret(each, system, { store: node.name, every, labels: labelsOf(each, system) }),
    ),
  ];
};
