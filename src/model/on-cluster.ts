import type { Namespace } from "./kubernetes-object.ts";
import type { Node, System } from "./system.ts";

/** How things of a system are named on a cluster, for whoever writes or reads its objects. */

/** The namespace of a system's own objects. */
export const namespaceOf = ({ name }: Pick<System, "name">): string => name;

/** What all objects of a system carry. */
export const systemLabels = ({ name }: Pick<System, "name">): Readonly<Record<string, string>> => ({
  "app.kubernetes.io/managed-by": "plinth",
  "app.kubernetes.io/part-of": name,
});

/** By which labels the pods of a node are found; they may never change. */
export const selectorLabels = (
  { name }: Pick<Node, "name">,
  system: Pick<System, "name">,
): Readonly<Record<string, string>> => ({
  "app.kubernetes.io/instance": system.name,
  "app.kubernetes.io/name": name,
});

/** What the objects of a node carry. */
export const labelsOf = (
  node: Pick<Node, "name">,
  system: Pick<System, "name">,
): Readonly<Record<string, string>> => ({
  ...selectorLabels(node, system),
  ...systemLabels(system),
});

/** The namespace of a system, held to a Pod Security Standard: `enforce` refuses, the others tell. */
export const systemNamespace = (
  system: Pick<System, "name">,
  standard: "privileged" | "baseline" | "restricted",
  version: string | undefined,
): Namespace => {
  const name = namespaceOf(system);
  const modes = ["enforce", "audit", "warn"] as const;
  const labels = modes.flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, standard],
    ...(version === undefined
      ? []
      : [[`pod-security.kubernetes.io/${mode}-version`, `v${version}`]]),
  ]);
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { ...systemLabels(system), ...Object.fromEntries(labels) } },
  };
};

/** Names are looked up at the cluster's own DNS server. */
export const dnsEgress = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
} as const;
