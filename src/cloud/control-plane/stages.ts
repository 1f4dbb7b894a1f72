import type { KubernetesObject } from "./api-client.ts";

/**
 * How simulated nodes and pods live: what becomes of each, when. The templates are kwok's: Go's
 * text/template with `Now`, `NodeConditions`, `NodeIP` … added, giving YAML.
 * Source: kwok.sigs.k8s.io/docs/user/stages-configuration.
 */

/** The version of kwok's own objects. */
export const kwok = "kwok.x-k8s.io/v1alpha1";

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
{{ $own := or .spec.hostNetwork false }}
{{ with PodIPsWith .spec.nodeName $own .metadata.uid .metadata.name .metadata.namespace }}
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

/** How nodes and pods live. */
export const stages: readonly KubernetesObject[] = [
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
