import type { KubernetesObject } from "./api-client.ts";

/** An object, and the path of the collection that it is in. */
export type Placed = readonly [path: string, object: KubernetesObject];

const rbac = "/apis/rbac.authorization.k8s.io/v1";
const group = "metrics.k8s.io";
const role = "plinth-reads-metrics";

/**
 * What makes the API server ask the metrics server on loopback for `metrics.k8s.io`. It asks without
 * a certificate of its own, so the metrics server takes it for nobody, and nobody may read this
 * group: figures of simulated machines, and nothing else.
 */
export const metricsApi = (port: number): readonly Placed[] => [
  [
    "/api/v1/namespaces/kube-system/services",
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "metrics-server", namespace: "kube-system" },
      spec: { type: "ExternalName", externalName: "localhost", ports: [{ port }] },
    },
  ],
  [
    `${rbac}/clusterroles`,
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: role },
      rules: [
        { apiGroups: [group], resources: ["pods", "nodes"], verbs: ["get", "list"] },
        { nonResourceURLs: ["/apis", "/apis/*", "/openapi/*"], verbs: ["get"] },
      ],
    },
  ],
  [
    `${rbac}/clusterrolebindings`,
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: role },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "system:anonymous" }],
    },
  ],
  [
    "/apis/apiregistration.k8s.io/v1/apiservices",
    {
      apiVersion: "apiregistration.k8s.io/v1",
      kind: "APIService",
      metadata: { name: `v1beta1.${group}` },
      spec: {
        group,
        version: "v1beta1",
        service: { name: "metrics-server", namespace: "kube-system", port },
        insecureSkipTLSVerify: true,
        groupPriorityMinimum: 100,
        versionPriority: 100,
      },
    },
  ],
];
