import type { ClusterPlace } from "./cluster-place.ts";
import type { Text } from "./step.ts";

/** A command for one cluster. */
export const kubectl = (cluster: ClusterPlace, ...words: readonly Text[]): readonly Text[] => [
  "kubectl",
  `--kubeconfig=${kubeconfigOf(cluster)}`,
  ...words,
];

/** Never the person's own: that one is theirs. */
export const kubeconfigOf = ({ folder }: ClusterPlace): string =>
  `${folder.replace("kubernetes/", "")}.kubeconfig`;

/** As kubectl takes a time. */
export const seconds = (ms: number): string => `${Math.round(ms / 1_000)}s`;
