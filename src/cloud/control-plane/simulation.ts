import type { KubernetesObject } from "./api-client.ts";
import type { SimulatedMachine } from "./control-plane.ts";

/**
 * What kwok is told in its configuration: how nodes and pods live, and what is measured of them. In
 * a file, so that the `kwok` program alone is enough: its resource definitions need not be installed.
 *
 * Templates are kwok's: Go's text/template with `Now`, `NodeConditions`, `NodeIP` … added.
 * Source: kwok.sigs.k8s.io/docs/user/stages-configuration, …/resource-usage-configuration.
 */

/** Set on a pod, it is what the pod "uses", e.g. `kwok.x-k8s.io/usage-cpu: 150m`. */
const usageAnnotation = (resource: "cpu" | "memory"): string => `kwok.x-k8s.io/usage-${resource}`;

const kwok = "kwok.x-k8s.io/v1alpha1";

interface Condition {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values?: readonly string[];
}

const stage = (
  name: string,
  kind: "Node" | "Pod",
  when: readonly Condition[],
  next: object,
  delay?: object,
): KubernetesObject => ({
  apiVersion: kwok,
  kind: "Stage",
  metadata: { name },
  spec: {
    resourceRef: { apiGroup: "v1", kind },
    selector: { matchExpressions: when },
    ...(delay && { delay }),
    next,
  },
});

/** Conditions that all hold, as lines of a template. */
const holding = (types: readonly string[]): string =>
  types
    .map((type) => `- type: ${type}\n  status: "True"\n  lastTransitionTime: {{ $now | Quote }}`)
    .join("\n");

const nodeStatus = `
{{ $now := Now }}
phase: Running
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
addresses:
- type: InternalIP
  address: {{ NodeIP | Quote }}
- type: Hostname
  address: {{ .metadata.name | Quote }}
daemonEndpoints:
  kubeletEndpoint:
    Port: {{ NodePort }}
nodeInfo:
  architecture: amd64
  operatingSystem: linux
  bootID: ""
  machineID: ""
  systemUUID: ""
  osImage: simulated
  containerRuntimeVersion: kwok-{{ Version }}
  kernelVersion: kwok-{{ Version }}
  kubeProxyVersion: kwok-{{ Version }}
  kubeletVersion: kwok-{{ Version }}
`;

const podStatus = `
{{ $now := Now }}
phase: Running
startTime: {{ $now | Quote }}
conditions:
${holding(["Initialized", "ContainersReady", "Ready"])}
{{ range .spec.readinessGates }}
- type: {{ .conditionType | Quote }}
  status: "True"
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: true
  started: true
  restartCount: 0
  state:
    running:
      startedAt: {{ $now | Quote }}
{{ end }}
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: true
  restartCount: 0
  state:
  {{ if eq .restartPolicy "Always" }}
    running:
      startedAt: {{ $now | Quote }}
  {{ else }}
    terminated:
      exitCode: 0
      reason: Completed
      startedAt: {{ $now | Quote }}
      finishedAt: {{ $now | Quote }}
  {{ end }}
{{ end }}
{{ with PodIPsWith .spec.nodeName (or .spec.hostNetwork false) .metadata.uid .metadata.name .metadata.namespace }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
`;

const completed = `
{{ $now := Now }}
phase: Succeeded
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: false
  started: false
  restartCount: 0
  state:
    terminated:
      exitCode: 0
      reason: Completed
      startedAt: {{ $now | Quote }}
      finishedAt: {{ $now | Quote }}
{{ end }}
`;

const isReady = '.status.conditions.[] | select( .type == "Ready" ) | .status';
const isDeleted = ".metadata.deletionTimestamp";
const ofJob = ".metadata.ownerReferences.[].kind";

const stages: readonly KubernetesObject[] = [
  stage("node-starts", "Node", [{ key: isReady, operator: "NotIn", values: ["True"] }], {
    statusTemplate: nodeStatus,
  }),
  stage(
    "pod-starts",
    "Pod",
    [
      { key: isDeleted, operator: "DoesNotExist" },
      { key: ".status.phase", operator: "In", values: ["Pending"] },
    ],
    { statusTemplate: podStatus },
  ),
  stage(
    "pod-of-job-completes",
    "Pod",
    [
      { key: isDeleted, operator: "DoesNotExist" },
      { key: ".status.phase", operator: "In", values: ["Running"] },
      { key: ofJob, operator: "In", values: ["Job"] },
    ],
    { statusTemplate: completed },
  ),
  stage("pod-ends", "Pod", [{ key: isDeleted, operator: "Exists" }], { delete: true }),
];

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
  pods,
}: SimulatedMachine): KubernetesObject => {
  const capacity = { cpu: `${cpuMilli}m`, memory: `${memoryMib}Mi`, pods: `${pods}` };
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
