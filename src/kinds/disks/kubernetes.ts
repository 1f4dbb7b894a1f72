import { roleArn } from "#plinth/kinds/aws/role-arn.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { HelmChart } from "#plinth/model/kubernetes-operators.ts";
import { labelsOf } from "#plinth/model/on-cluster.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { diskClassName } from "./class-name.ts";
import type { DisksProps } from "./props.ts";

const namespace = "kube-system";
const account = "ebs-csi-controller-sa";
const roleMap = "ebs-csi-role";

/**
 * The driver's chart. On K3s nothing gives pods a role by their service account: what EKS does by a
 * webhook is written out here. https://github.com/kubernetes-sigs/aws-ebs-csi-driver charts
 */
const values = `\
controller:
  replicaCount: 2
  serviceAccount:
    create: false
    name: ${account}
  env:
    - name: AWS_ROLE_ARN
      valueFrom:
        configMapKeyRef:
          name: ${roleMap}
          key: arn
    - name: AWS_WEB_IDENTITY_TOKEN_FILE
      value: /var/run/secrets/aws/token
  volumes:
    - name: aws
      projected:
        sources:
          - serviceAccountToken:
              audience: sts.amazonaws.com
              expirationSeconds: 3600
              path: token
  volumeMounts:
    - name: aws
      mountPath: /var/run/secrets/aws
      readOnly: true
node:
  # What a pod may learn of its machine is a hop too far; the driver asks the cluster's API instead.
  metadataSources: kubernetes
`;

const chartOf = (labels: Readonly<Record<string, string>>): HelmChart => ({
  apiVersion: "helm.cattle.io/v1",
  kind: "HelmChart",
  metadata: { name: "aws-ebs-csi-driver", namespace, labels },
  spec: {
    repo: "https://kubernetes-sigs.github.io/aws-ebs-csi-driver",
    chart: "aws-ebs-csi-driver",
    version: "2.53.0",
    targetNamespace: namespace,
    createNamespace: false,
    valuesContent: values,
  },
});

/** The class of disks that claims name; on K3s the driver besides, which EKS has as an add-on. */
export const kubernetes = (node: Node<DisksProps>, system: System): readonly KubernetesObject[] => {
  const labels = labelsOf(node, system);
  const { role } = node.props;
  const isOwn = system.nodes.get(node.parent)?.kind === "k3s";
  return [
    {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: diskClassName(node, system), labels },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", "csi.storage.k8s.io/fstype": "ext4" },
      reclaimPolicy: "Retain",
      // A disk stands in one zone: it is made where its pod has found a machine.
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
    },
    ...(isOwn && role
      ? ([
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: account, namespace, labels },
            automountServiceAccountToken: true,
          },
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: roleMap, namespace, labels },
            data: { arn: roleArn(role, system) },
          },
          chartOf(labels),
        ] as const)
      : []),
  ];
};
