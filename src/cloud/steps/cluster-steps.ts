import { appliedAs } from "#plinth/outputs/kubernetes/applied-as.ts";
import type { ClusterPlace, Deployment, ImagePlace } from "./deployment.ts";
import { digestOf, imageSteps } from "./image-steps.ts";
import { run, type Step, type Text, value } from "./step.ts";
import { upper, type Way } from "./way.ts";

const releaseOf = ({ folder }: ClusterPlace): string => folder.replace("kubernetes/", "release/");

/** What the cluster is given: what `synth` wrote, with the images that were pushed. */
const releaseFile = (cluster: ClusterPlace, images: readonly ImagePlace[], hasImages: boolean) => {
  const lines: (string | ReturnType<typeof value>)[] = [
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
    `resources:\n  - ../../${cluster.folder}\n`,
  ];
  const own = hasImages ? images : [];
  if (own.length > 0) lines.push("images:\n");
  for (const place of own) {
    lines.push(
      ...[`  - name: ${place.writtenAs}\n    newName: `, value(upper(place.output))],
      ...["\n    digest: ", value(digestOf(place)), "\n"],
    );
  }
  return { do: "write", path: `${releaseOf(cluster)}/kustomization.yaml`, text: lines } as const;
};

export const kubectl = (cluster: ClusterPlace, ...words: readonly Text[]): readonly Text[] => [
  "kubectl",
  `--kubeconfig=${kubeconfigOf(cluster)}`,
  ...words,
];

/** Never the person's own: that one is theirs. */
export const kubeconfigOf = ({ folder }: ClusterPlace): string =>
  `${folder.replace("kubernetes/", "")}.kubeconfig`;

export const accessStep = (cluster: ClusterPlace, { region }: Deployment): Step => ({
  id: `access ${cluster.node.name}`,
  says: `Get access to the cluster "${cluster.node.name}", in a file of the work folder`,
  deeds: [
    run([
      ...["aws", "eks", "update-kubeconfig", "--region", region],
      ...["--name", cluster.nameInAccount ?? cluster.node.name],
      ...["--kubeconfig", kubeconfigOf(cluster)],
    ]),
  ],
});

/**
 * K3s listens to its own machines alone. Who may have a session on one forwards its port, and puts the
 * way there into the work folder; without it nothing is applied.
 */
const sessionStep = (cluster: ClusterPlace): Step => ({
  id: `access ${cluster.node.name}`,
  says:
    `Ask the cluster "${cluster.node.name}" whether it is ready, by ${kubeconfigOf(cluster)} in the ` +
    "work folder (docs/deploying.md: a session to K3s)",
  deeds: [run(kubectl(cluster, "get", "--raw=/readyz"))],
});

const seconds = (ms: number): string => `${Math.round(ms / 1_000)}s`;

const objectSteps = (
  cluster: ClusterPlace,
  { images }: Deployment,
  { rolloutMs, hasClusters }: Way,
): readonly Step[] => [
  {
    id: `objects ${cluster.node.name}`,
    says: `Apply the objects to the cluster "${cluster.node.name}"`,
    deeds: [
      releaseFile(cluster, images, hasClusters),
      run(
        kubectl(cluster, ...["apply", ...appliedAs, "--validate=strict", "-k", releaseOf(cluster)]),
      ),
    ],
  },
  {
    id: `rollout ${cluster.node.name}`,
    says: "Wait until all of it has been rolled out",
    deeds: cluster.workloads.map(({ kind, name, namespace }) =>
      run(
        kubectl(
          cluster,
          ...["rollout", "status", `${kind}/${name}`, `--namespace=${namespace}`],
          `--timeout=${seconds(rolloutMs)}`,
        ),
      ),
    ),
  },
];

/** A balancer's new name takes minutes to be known everywhere, and its targets to be healthy. */
const answersWithinMs = 600_000;

const doorStep = ({ output, path }: Deployment["doors"][number]): Step => ({
  id: `door ${output}`,
  says: "Ask at the door until it answers",
  deeds: [
    {
      do: "call",
      url: ["http://", value(upper(output)), path],
      timeoutMs: answersWithinMs,
    },
  ],
});

/** What is done on clusters: after the account, or against a control plane that stands in. */
export const clusterSteps = (deployment: Deployment, way: Way): readonly Step[] => [
  ...(way.hasClusters ? imageSteps(deployment, way) : []),
  ...deployment.clusters.flatMap((cluster) => [
    ...(way.hasClusters && cluster.nameInAccount !== undefined
      ? [accessStep(cluster, deployment)]
      : []),
    ...(way.hasClusters && cluster.node.kind === "k3s" ? [sessionStep(cluster)] : []),
    ...objectSteps(cluster, deployment, way),
  ]),
  ...(way.hasClusters ? deployment.doors.map(doorStep) : []),
];
