import type {
  Deployment,
  KubernetesObject,
  PodDisruptionBudget,
  Service,
} from "#plinth/model/kubernetes-object.ts";
import { labelsOf, namespaceOf, selectorLabels } from "#plinth/model/on-cluster.ts";
import { toSeconds } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { autoscalerOf } from "./autoscaler.ts";
import { scaleOf } from "./local.ts";
import { podOf } from "./pod.ts";
import { programAccount } from "./program-pod.ts";
import type { ServiceProps } from "./props.ts";
import { trafficPolicy } from "./traffic-policy.ts";

interface Named {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

const deploymentOf = (node: Node<ServiceProps>, system: System, metadata: Named): Deployment => {
  const { replicas = 1, rollout = {}, scale } = node.props;
  const { maxSurge = "25%", maxUnavailable = "25%", minReady } = rollout;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata,
    spec: {
      // Beside an autoscaler, applying a number would undo what it decided.
      ...(!scale && { replicas }),
      ...(minReady !== undefined && { minReadySeconds: toSeconds(minReady) }),
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } },
      selector: { matchLabels: selectorLabels(node, system) },
      template: {
        metadata: { labels: metadata.labels },
        spec: podOf(node, system),
      },
    },
  };
};

const serviceOf = (node: Node<ServiceProps>, system: System, metadata: Named): Service => {
  const { port, nodePort } = node.props;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata,
    spec: {
      type: nodePort === undefined ? "ClusterIP" : "NodePort",
      ...(nodePort !== undefined && { externalTrafficPolicy: trafficPolicy(node.props) }),
      selector: selectorLabels(node, system),
      ports: [
        { name: "http", port, targetPort: "http", ...(nodePort !== undefined && { nodePort }) },
      ],
    },
  };
};

const budgetOf = (
  allowed: NonNullable<ServiceProps["disruption"]>,
  selector: PodDisruptionBudget["spec"]["selector"],
  metadata: Named,
): PodDisruptionBudget => ({
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata,
  // A replica that does not work protects nobody, and may not hold up a drain.
  spec: { ...allowed, selector, unhealthyPodEvictionPolicy: "AlwaysAllow" },
});

/** A service on a cluster, all objects by its name. */
export const kubernetes = (
  node: Node<ServiceProps>,
  system: System,
): readonly KubernetesObject[] => {
  const metadata = {
    name: node.name,
    namespace: namespaceOf(system),
    labels: labelsOf(node, system),
  };
  const { disruption, scale } = node.props;
  const selector = { matchLabels: selectorLabels(node, system) };
  return [
    deploymentOf(node, system, metadata),
    programAccount(metadata),
    serviceOf(node, system, metadata),
    ...(scale ? autoscalerOf(scaleOf(scale), node, system, metadata) : []),
    ...(disruption ? [budgetOf(disruption, selector, metadata)] : []),
  ];
};
