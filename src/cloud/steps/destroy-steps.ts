import { initStep, whoAmI } from "./account-steps.ts";
import type { ClusterPlace, TaughtPlace } from "./cluster-place.ts";
import { accessStep, sessionStep } from "./cluster-steps.ts";
import type { Deployment } from "./deployment.ts";
import { kubeconfigOf, kubectl, seconds } from "./kubectl.ts";
import { type Done, run, type Step, value } from "./step.ts";
import type { Way } from "./way.ts";

const deleted = (cluster: ClusterPlace, folder: string, { rolloutMs }: Way) =>
  run(
    kubectl(
      cluster,
      ...["delete", "--ignore-not-found", "--wait", `--timeout=${seconds(rolloutMs)}`],
      ...["-k", folder],
    ),
  );

/** What a cluster was never taught it cannot be asked to delete. */
const taughtStep = (cluster: ClusterPlace, place: TaughtPlace, way: Way): Step => {
  const { name, folder, definitions } = place;
  const names = definitions.map((each) => `crd/${each.name}`);
  return {
    id: `delete ${name} ${cluster.node.name}`,
    says: `Delete ${folder}, and wait until it is gone`,
    unless: [
      {
        when: [
          run(kubectl(cluster, "get", "--ignore-not-found", "--output=name", ...names), {
            into: "KNOWN",
          }),
          run(["test", "-z", value("KNOWN")]),
        ],
        because: `the cluster knows nothing of ${definitions.map(({ kind }) => kind).join(", ")}`,
      },
    ],
    deeds: [deleted(cluster, folder, way)],
  };
};

/**
 * Objects go with all that controllers made for them: balancers, volumes. What only an operator can
 * bring to an end goes before the operator does.
 */
export const deleteSteps = (cluster: ClusterPlace, way: Way): readonly Step[] => {
  const taught = (isLast: boolean): readonly Step[] =>
    cluster.taught
      .filter(({ name }) => (name === "operators") === isLast)
      .toReversed()
      .map((place) => taughtStep(cluster, place, way));
  return [
    ...taught(false),
    {
      id: `delete ${cluster.node.name}`,
      says: `Delete the objects from the cluster "${cluster.node.name}", and wait until they are gone`,
      deeds: [deleted(cluster, cluster.folder, way)],
    },
    ...taught(true),
  ];
};

/** A cluster that was never made, or is gone, has nothing to be deleted from. */
const notThere = (cluster: ClusterPlace, { region }: Deployment): Done =>
  cluster.nameInAccount === undefined
    ? {
        when: [run(["test", "!", "-e", kubeconfigOf(cluster)])],
        because: `there is no ${kubeconfigOf(cluster)}; its objects go with its machines`,
      }
    : {
        when: [
          run(["grep", "-qx", "0"], {
            from: [
              ...["aws", "eks", "list-clusters", "--region", region],
              ...["--query", `length(clusters[?@=='${cluster.nameInAccount}'])`],
              ...["--output", "text"],
            ],
          }),
        ],
        because: "the account has no such cluster",
      };

/** All that is asked of a cluster before its machines go. */
const clusterSteps = (cluster: ClusterPlace, deployment: Deployment, way: Way): readonly Step[] => {
  const gone = notThere(cluster, deployment);
  const access =
    cluster.nameInAccount === undefined ? sessionStep(cluster) : accessStep(cluster, deployment);
  return [access, ...deleteSteps(cluster, way)].map((step) => ({
    ...step,
    unless: [gone, ...(step.unless ?? [])],
  }));
};

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
  const { clusters } = deployment;
  if (!deployment.hasTerraform) return clusters.flatMap((each) => deleteSteps(each, way));
  return [
    whoAmI(deployment),
    initStep(deployment, way),
    planStep(way),
    ...(way.hasClusters ? clusters : []).flatMap((each) => clusterSteps(each, deployment, way)),
    destroyStep(way),
    emptyStep(way),
  ];
};
