import { initStep, whoAmI } from "./account-steps.ts";
import { accessStep, kubectl } from "./cluster-steps.ts";
import type { ClusterPlace, Deployment } from "./deployment.ts";
import { run, type Step } from "./step.ts";
import type { Way } from "./way.ts";

/** Objects go with all that controllers made for them: balancers, volumes. */
export const deleteStep = (cluster: ClusterPlace, { rolloutMs }: Way): Step => ({
  id: `delete ${cluster.node.name}`,
  says: `Delete the objects from the cluster "${cluster.node.name}", and wait until they are gone`,
  deeds: [
    run(
      kubectl(
        cluster,
        ...[
          "delete",
          "--ignore-not-found",
          "--wait",
          `--timeout=${Math.round(rolloutMs / 1_000)}s`,
        ],
        ...["-k", cluster.folder],
      ),
    ),
  ],
});

/** A cluster that was never made, or is gone, has nothing to be deleted from. */
const ifThere = (step: Step, { nameInAccount }: ClusterPlace, { region }: Deployment): Step => ({
  ...step,
  unless: [
    run(["grep", "-qx", "0"], {
      from: [
        ...["aws", "eks", "list-clusters", "--region", region],
        ...["--query", `length(clusters[?@=='${nameInAccount}'])`, "--output", "text"],
      ],
    }),
  ],
});

/** Plans the end of all in the main root; the bucket of the state is protected and stays. */
const planStep = ({ programs: { terraform } }: Way): Step => ({
  id: "plan",
  says: "Plan what goes, and show it",
  deeds: [
    run([terraform, "-chdir=terraform", "plan", "-destroy", "-input=false", "-json", "-out=plan"], {
      prints: "terraform",
    }),
    { do: "confirm", root: "terraform" },
  ],
});

const destroyStep = ({ programs: { terraform } }: Way): Step => ({
  id: "destroy",
  says: "Destroy the account's resources, as planned",
  deeds: [
    run([terraform, "-chdir=terraform", "apply", "-input=false", "-json", "plan"], {
      prints: "terraform",
    }),
  ],
});

const emptyStep = ({ programs: { terraform } }: Way): Step => ({
  id: "nothing left",
  says: "See that the state holds nothing any more",
  deeds: [run([terraform, "-chdir=terraform", "state", "list"], { prints: "nothing" })],
});

/** All that ends a deployment, in order. */
export const destroySteps = (deployment: Deployment, way: Way): readonly Step[] => {
  if (!deployment.hasTerraform) return deployment.clusters.map((each) => deleteStep(each, way));
  return [
    whoAmI(deployment),
    initStep(deployment, way),
    planStep(way),
    ...(way.hasClusters ? deployment.clusters : []).flatMap((cluster) => [
      ifThere(accessStep(cluster, deployment), cluster, deployment),
      ifThere(deleteStep(cluster, way), cluster, deployment),
    ]),
    destroyStep(way),
    emptyStep(way),
  ];
};
