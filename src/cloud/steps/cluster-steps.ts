import { applySteps } from "./apply-steps.ts";
import type { ClusterPlace } from "./cluster-place.ts";
import type { Deployment } from "./deployment.ts";
import { imageSteps } from "./image-steps.ts";
import { jobStep } from "./job-steps.ts";
import { kubeconfigOf, kubectl, seconds } from "./kubectl.ts";
import { run, type Step, value } from "./step.ts";
import { upper, type Way } from "./way.ts";

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
export const sessionStep = (cluster: ClusterPlace): Step => ({
  id: `access ${cluster.node.name}`,
  says:
    `Ask the cluster "${cluster.node.name}" whether it is ready, by ${kubeconfigOf(cluster)} in the ` +
    "work folder (docs/deploying.md: a session to K3s)",
  deeds: [run(kubectl(cluster, "get", "--raw=/readyz"))],
});

const rolloutStep = (cluster: ClusterPlace, { rolloutMs }: Way): Step => ({
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
});

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
    ...applySteps(cluster, deployment, way),
    ...cluster.jobs.map((job) => jobStep(cluster, job, way)),
    rolloutStep(cluster, way),
  ]),
  ...(way.hasClusters ? deployment.doors.map(doorStep) : []),
];
