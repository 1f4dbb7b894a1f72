import { clusterName } from "#plinth/kinds/eks/cluster-name.ts";
import type {
  Deployment,
  KubernetesObject,
  NetworkPolicy,
  PodDisruptionBudget,
} from "#plinth/model/kubernetes-object.ts";
import { placesOf } from "#plinth/model/lookup.ts";
import { dnsEgress, labelsOf, selectorLabels } from "#plinth/model/on-cluster.ts";
import { toSeconds } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { clusterRules, ownRules } from "./access.ts";
import type { NodeAutoscalerProps } from "./props.ts";

const rbac = "rbac.authorization.k8s.io";

/** Where its role says that its pods are: a namespace and a service account. */
const placeOf = (role: NodeAutoscalerProps["role"], system: System): readonly [string, string] => {
  const assumedBy = role && system.nodes.get(role.ref)?.props.assumedBy;
  const pods =
    typeof assumedBy === "object" && assumedBy !== null && "pods" in assumedBy
      ? String(assumedBy.pods)
      : "kube-system/cluster-autoscaler";
  const [namespace = "kube-system", account = "cluster-autoscaler"] = pods.split("/");
  return [namespace, account];
};

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html */
const podIdentityAgent = "169.254.170.23/32";

interface Named {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

const argsOf = (node: Node<NodeAutoscalerProps>, system: System): readonly string[] => {
  const cluster = placesOf(system, node)[0];
  const tags = ["enabled", ...(cluster ? [clusterName(cluster, system)] : [])];
  const tagged = tags.map((tag) => `k8s.io/cluster-autoscaler/${tag}`).join(",");
  return [
    "--cloud-provider=aws",
    `--node-group-auto-discovery=asg:tag=${tagged}`,
    "--balance-similar-node-groups=true",
    "--expander=least-waste",
    `--scale-down-unneeded-time=${toSeconds(node.props.unneeded ?? "10m")}s`,
    "--skip-nodes-with-system-pods=false",
    "--write-status-configmap=true",
  ];
};

/** Releases of kubernetes/autoscaler known to be there in 2026-11, by the minor version of a cluster. */
const releases: Readonly<Record<string, string>> = {
  "1.33": "1.33.5",
  "1.34": "1.34.4",
  "1.35": "1.35.2",
  "1.36": "1.36.1",
};

/** Its image: the minor version is the cluster's, as the two are tested together. */
const imageOf = (node: Pick<Node, "parent">, system: System): string => {
  const minor = String(placesOf(system, node)[0]?.props.version);
  return `registry.k8s.io/autoscaling/cluster-autoscaler:v${releases[minor] ?? `${minor}.0`}`;
};

const deploymentOf = (
  node: Node<NodeAutoscalerProps>,
  system: System,
  metadata: Named,
): Deployment => {
  const cloud = placesOf(system, node).find(({ kind }) => kind === "aws");
  const matchLabels = selectorLabels(node, system);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata,
    spec: {
      replicas: 1,
      selector: { matchLabels },
      template: {
        metadata: { labels: metadata.labels },
        spec: {
          serviceAccountName: metadata.name,
          automountServiceAccountToken: true,
          enableServiceLinks: false,
          priorityClassName: "system-cluster-critical",
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65534,
            runAsGroup: 65534,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name: "cluster-autoscaler",
              image: imageOf(node, system),
              imagePullPolicy: "Always",
              command: ["./cluster-autoscaler"],
              args: argsOf(node, system),
              env: cloud
                ? [
                    {
                      name: "AWS_REGION",
                      value: { ref: cloud.id, kind: cloud.kind, output: "region" },
                    },
                  ]
                : [],
              ports: [{ name: "metrics", containerPort: 8085 }],
              resources: {
                requests: { cpu: "100m", memory: "600Mi", "ephemeral-storage": "64Mi" },
                limits: { cpu: "1000m", memory: "600Mi", "ephemeral-storage": "256Mi" },
              },
              livenessProbe: {
                httpGet: { path: "/health-check", port: "metrics" },
                initialDelaySeconds: 60,
              },
              // Nothing is sent to it; a rollout waits until it is.
              readinessProbe: { tcpSocket: { port: "metrics" } },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
                readOnlyRootFilesystem: true,
              },
            },
          ],
        },
      },
    },
  };
};

const budgetOf = (
  matchLabels: Readonly<Record<string, string>>,
  metadata: Named,
): PodDisruptionBudget => ({
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata,
  spec: {
    maxUnavailable: 1,
    selector: { matchLabels },
    unhealthyPodEvictionPolicy: "AlwaysAllow",
  },
});

/** The API servers of the cluster and of the cloud, names, and where pods get their identity from. */
const policyOf = (
  matchLabels: Readonly<Record<string, string>>,
  metadata: Named,
): NetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata,
  spec: {
    podSelector: { matchLabels },
    policyTypes: ["Ingress", "Egress"],
    egress: [
      { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ protocol: "TCP", port: 443 }] },
      dnsEgress,
      { to: [{ ipBlock: { cidr: podIdentityAgent } }], ports: [{ protocol: "TCP", port: 80 }] },
    ],
  },
});

/** Cluster Autoscaler, pinned, with the least rights that it works with. */
export const kubernetes = (
  node: Node<NodeAutoscalerProps>,
  system: System,
): readonly KubernetesObject[] => {
  const [namespace, name] = placeOf(node.props.role, system);
  const labels = labelsOf(node, system);
  const metadata = { name, namespace, labels };
  const subjects = [{ kind: "ServiceAccount", name, namespace }] as const;
  const clusterWide = { name: `${system.name}-${name}`, labels };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata, automountServiceAccountToken: false },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata: clusterWide,
      rules: clusterRules,
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata: clusterWide,
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: clusterWide.name },
      subjects,
    },
    { apiVersion: `${rbac}/v1`, kind: "Role", metadata, rules: ownRules },
    {
      apiVersion: `${rbac}/v1`,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: rbac, kind: "Role", name },
      subjects,
    },
    deploymentOf(node, system, metadata),
    budgetOf(selectorLabels(node, system), metadata),
    policyOf(selectorLabels(node, system), metadata),
  ];
};
