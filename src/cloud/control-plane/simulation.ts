import type { KubernetesObject } from "./api-client.ts";
import type { SimulatedMachine } from "./control-plane.ts";
import { kwok, stages } from "./stages.ts";

/**
 * What kwok is told in its configuration: how nodes and pods live, and what is measured of them. In
 * a file, so that the `kwok` program alone is enough: its resource definitions need not be installed.
 * Source: kwok.sigs.k8s.io/docs/user/resource-usage-configuration.
 */

/** Set on a pod, it is what the pod "uses", e.g. `kwok.x-k8s.io/usage-cpu: 150m`. */
const usageAnnotation = (resource: "cpu" | "memory"): string => `kwok.x-k8s.io/usage-${resource}`;

/** What a pod uses that says nothing of it. */
const idle = { cpu: "1m", memory: "1Mi" } as const;

const usageOf = (resource: "cpu" | "memory"): object => {
  const key = JSON.stringify(usageAnnotation(resource));
  const told = `Quantity(pod.metadata.annotations[${key}])`;
  return {
    expression: `${key} in pod.metadata.annotations ? ${told} : Quantity("${idle[resource]}")`,
  };
};

const usage: KubernetesObject = {
  apiVersion: kwok,
  kind: "ClusterResourceUsage",
  metadata: { name: "usage" },
  spec: { usages: [{ usage: { cpu: usageOf("cpu"), memory: usageOf("memory") } }] },
};

const metricsPath = (node: string): string => `/metrics/nodes/${node}/metrics/resource`;

const labels = {
  node: [],
  pod: [
    { name: "namespace", value: "pod.metadata.namespace" },
    { name: "pod", value: "pod.metadata.name" },
  ],
  container: [
    { name: "container", value: "container.name" },
    { name: "namespace", value: "pod.metadata.namespace" },
    { name: "pod", value: "pod.metadata.name" },
  ],
} as const;

const metric = (
  name: string,
  dimension: keyof typeof labels,
  kind: "counter" | "gauge",
  value: string,
): object => ({ name, dimension, help: name, kind, labels: labels[dimension], value });

/** The metrics that metrics-server reads of a kubelet, by the names that it looks for. */
const metrics: KubernetesObject = {
  apiVersion: kwok,
  kind: "Metric",
  metadata: { name: "metrics-resource" },
  spec: {
    path: metricsPath("{nodeName}"),
    metrics: [
      metric("container_start_time_seconds", "container", "gauge", "pod.SinceSecond()"),
      metric(
        "container_cpu_usage_seconds_total",
        "container",
        "counter",
        'pod.CumulativeUsage("cpu", container.name)',
      ),
      metric(
        "container_memory_working_set_bytes",
        "container",
        "gauge",
        'pod.Usage("memory", container.name)',
      ),
      metric("node_cpu_usage_seconds_total", "node", "counter", 'node.CumulativeUsage("cpu")'),
      metric("node_memory_working_set_bytes", "node", "gauge", 'node.Usage("memory")'),
    ],
  },
};

/** The text of kwok's configuration: documents of YAML, each as JSON. */
export const simulationText = (): string =>
  [...stages, usage, metrics].map((each) => JSON.stringify(each)).join("\n---\n");

/** The node object of a simulated machine. */
export const nodeOf = ({
  name,
  labels: own = {},
  cpuMilli,
  memoryMib,
  diskGib = 20,
  pods,
}: SimulatedMachine): KubernetesObject => {
  const capacity = {
    cpu: `${cpuMilli}m`,
    memory: `${memoryMib}Mi`,
    "ephemeral-storage": `${diskGib}Gi`,
    pods: `${pods}`,
  };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: { "kubernetes.io/hostname": name, "kubernetes.io/os": "linux", ...own },
      annotations: { "metrics.k8s.io/resource-metrics-path": metricsPath(name) },
    },
    status: { capacity, allocatable: capacity },
  };
};
