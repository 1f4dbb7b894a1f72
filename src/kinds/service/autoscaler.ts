import type { InNamespace } from "#plinth/model/kubernetes-meta.ts";
import type { HorizontalPodAutoscaler, KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { ScaledObject, TriggerAuthentication } from "#plinth/model/kubernetes-operators.ts";
import type { ScalingRules } from "#plinth/model/kubernetes-scaling.ts";
import type { LocalScale, ScaleMetric, ScaleRules } from "#plinth/model/local-part.ts";
import { nodesIn } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";

const rulesOf = ({ stabilizationS, selectPolicy, policies }: ScaleRules): ScalingRules => ({
  ...(stabilizationS !== undefined && { stabilizationWindowSeconds: stabilizationS }),
  ...(selectPolicy !== undefined && { selectPolicy }),
  ...(policies && {
    policies: policies.map(({ type, value, periodS }) => ({ type, value, periodSeconds: periodS })),
  }),
});

const behaviorOf = ({ scaleUp, scaleDown }: LocalScale) =>
  (scaleUp || scaleDown) && {
    behavior: {
      ...(scaleUp && { scaleUp: rulesOf(scaleUp) }),
      ...(scaleDown && { scaleDown: rulesOf(scaleDown) }),
    },
  };

type ScalingMetric = HorizontalPodAutoscaler["spec"]["metrics"][number];

/** RabbitMQ's own name for the messages in a queue, as its Prometheus plugin tells it. */
const queueMetric = "rabbitmq_queue_messages";

const metricOf = (metric: ScaleMetric): readonly ScalingMetric[] => {
  if ("queue" in metric) {
    const matchLabels = { queue: metric.queue.name };
    const target = { type: "AverageValue", averageValue: String(metric.averageValue) } as const;
    return [
      {
        type: "External",
        external: { metric: { name: queueMetric, selector: { matchLabels } }, target },
      },
    ];
  }
  if (!("utilizationPercent" in metric)) return [];
  const target = { type: "Utilization", averageUtilization: metric.utilizationPercent } as const;
  return [{ type: "Resource", resource: { name: metric.resource, target } }];
};

const horizontal = (scale: LocalScale, metadata: InNamespace): HorizontalPodAutoscaler => ({
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  metadata,
  spec: {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: metadata.name },
    minReplicas: scale.minReplicas,
    maxReplicas: scale.maxReplicas,
    metrics: scale.metrics.flatMap(metricOf),
    ...behaviorOf(scale),
  },
});

type Trigger = ScaledObject["spec"]["triggers"][number];

const triggerOf = (metric: ScaleMetric, authentication: string): readonly Trigger[] => {
  if ("queue" in metric) {
    return [
      {
        type: "rabbitmq",
        metadata: {
          protocol: "amqp",
          queueName: metric.queue.name,
          mode: "QueueLength",
          value: String(metric.averageValue),
        },
        authenticationRef: { name: authentication },
      },
    ];
  }
  if (!("utilizationPercent" in metric)) return [];
  const value = String(metric.utilizationPercent);
  return [{ type: metric.resource, metricType: "Utilization", metadata: { value } }];
};

/**
 * KEDA makes the HorizontalPodAutoscaler of it, and answers what that asks. By AMQP it is told of
 * messages that wait, and not of those being worked on.
 * https://keda.sh/docs/2.21/scalers/rabbitmq-queue/
 */
const byQueue = (
  scale: LocalScale,
  server: string,
  metadata: InNamespace,
): readonly [ScaledObject, TriggerAuthentication] => [
  {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata,
    spec: {
      scaleTargetRef: { name: metadata.name },
      minReplicaCount: scale.minReplicas,
      maxReplicaCount: scale.maxReplicas,
      advanced: { horizontalPodAutoscalerConfig: { name: metadata.name, ...behaviorOf(scale) } },
      triggers: scale.metrics.flatMap((metric) => triggerOf(metric, metadata.name)),
    },
  },
  {
    apiVersion: "keda.sh/v1alpha1",
    kind: "TriggerAuthentication",
    metadata,
    spec: { secretTargetRef: [{ parameter: "host", name: server, key: "url" }] },
  },
];

/** What decides how many replicas there are; one that reads queues where the cluster has it. */
export const autoscalerOf = (
  scale: LocalScale,
  node: Pick<Node, "parent">,
  system: System,
  metadata: InNamespace,
): readonly KubernetesObject[] => {
  const queue = scale.metrics.find((metric) => "queue" in metric);
  const readers = nodesIn(system, { id: node.parent }).some(({ kind }) => kind === "queue-reader");
  if (queue === undefined || !readers) return [horizontal(scale, metadata)];
  const { server } = queue.queue;
  return byQueue(scale, system.nodes.get(server)?.name ?? server, metadata);
};
