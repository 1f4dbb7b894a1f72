import { appliedAs } from "#plinth/outputs/kubernetes/applied-as.ts";
import type { ClusterPlace, TaughtPlace } from "./cluster-place.ts";
import type { Deployment } from "./deployment.ts";
import { staleJobStep } from "./job-steps.ts";
import { kubeconfigOf, kubectl, seconds } from "./kubectl.ts";
import { releaseFile, releaseOf } from "./release.ts";
import { run, type Step, type Text } from "./step.ts";
import type { Way } from "./way.ts";

const apply = (cluster: ClusterPlace, ...what: readonly Text[]) =>
  run(kubectl(cluster, ...["apply", ...appliedAs, "--validate=strict"], ...what));

/** Charts put roles and bindings into the system's namespace, and a Job is asked for in it. */
const namespaceStep = (cluster: ClusterPlace): Step => ({
  id: `namespace ${cluster.node.name}`,
  says: "Make the namespace, which what comes next needs",
  deeds: cluster.namespaces.map((path) => apply(cluster, "-f", path)),
});

/** Asking for what is not there yet is no error: `--for=create` waits for it. */
const waitFor = (cluster: ClusterPlace, { definitions }: TaughtPlace, { rolloutMs }: Way) =>
  ["create", "condition=Established"].map((state) =>
    run(
      kubectl(
        cluster,
        ...["wait", `--for=${state}`, `--timeout=${seconds(rolloutMs)}`],
        ...definitions.map(({ name }) => `crd/${name}`),
      ),
    ),
  );

/** K3s marks what installs a chart. https://github.com/k3s-io/helm-controller */
const installs = "--selector=helmcharts.helm.cattle.io/chart";

/** Why a cluster may not know a kind in time. */
const whereToLook = (cluster: ClusterPlace, { name }: TaughtPlace): string => {
  if (name === "operators") return "K3s alone installs charts by itself; is this cluster K3s?";
  const hasCharts = cluster.taught.some((place) => place.name === "operators");
  if (!hasCharts) return "nothing here installs that operator: install it, and run this again";
  const call = `kubectl --kubeconfig=${kubeconfigOf(cluster)} logs --namespace=kube-system`;
  return `K3s installs each chart by a Job that tells why it does not come: ${call} --prefix ${installs}`;
};

const taughtSteps = (cluster: ClusterPlace, place: TaughtPlace, way: Way): readonly Step[] => {
  const { name, folder, definitions, inAccount } = place;
  const kinds = definitions.map(({ kind }) => kind).join(" and ");
  const says: Readonly<Record<TaughtPlace["name"], string>> = {
    operators: "Apply the charts of operators, which K3s installs",
    secrets: "Apply what brings secrets from the account",
    autoscaling: "Apply what lets replicas follow queues",
  };
  return [
    {
      id: `kinds of ${name} ${cluster.node.name}`,
      says: `Wait until the cluster knows ${kinds}`,
      deeds: waitFor(cluster, place, way),
      ifItFails: whereToLook(cluster, place),
    },
    {
      id: `${name} ${cluster.node.name}`,
      says: says[name],
      deeds:
        inAccount.length === 0
          ? [apply(cluster, "-k", folder)]
          : [
              releaseFile({ folder, images: [], inAccount }),
              apply(cluster, "-k", releaseOf({ folder })),
            ],
    },
  ];
};

const objectsSteps = (
  cluster: ClusterPlace,
  { images }: Deployment,
  { hasClusters }: Way,
): readonly Step[] => {
  const { name } = cluster.node;
  const written = releaseFile({ ...cluster, images: hasClusters ? images : [] });
  const applied = apply(cluster, "-k", releaseOf(cluster));
  const step = { id: `objects ${name}`, says: `Apply the objects to the cluster "${name}"` };
  if (cluster.jobs.length === 0) return [{ ...step, deeds: [written, applied] }];
  return [
    {
      id: `release ${name}`,
      says: `Write what is applied to the cluster "${name}"`,
      deeds: [written],
    },
    ...cluster.jobs.map((job) => staleJobStep(cluster, job)),
    { ...step, deeds: [applied] },
  ];
};

/** Where nothing stands in for an operator, its word is waited for: pods need what it brings. */
const broughtSteps = (cluster: ClusterPlace, { rolloutMs, hasClusters }: Way): readonly Step[] => {
  const asked = cluster.taught
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === "ExternalSecret");
  if (asked.length === 0 || !hasClusters) return [];
  return [
    {
      id: `secrets brought ${cluster.node.name}`,
      says: "Wait until every secret has been brought from the account",
      deeds: asked.map(({ name, namespace }) =>
        run(
          kubectl(
            cluster,
            ...["wait", "--for=condition=Ready", `externalsecret/${name}`],
            ...[`--namespace=${namespace}`, `--timeout=${seconds(rolloutMs)}`],
          ),
        ),
      ),
      ifItFails:
        `why one was not brought: kubectl --kubeconfig=${kubeconfigOf(cluster)} ` +
        "describe externalsecret --all-namespaces",
    },
  ];
};

/**
 * All objects of a cluster, each after what it needs: the namespace, operators, secrets that pods
 * begin with, the system itself, and at last what scales it.
 */
export const applySteps = (
  cluster: ClusterPlace,
  deployment: Deployment,
  way: Way,
): readonly Step[] => {
  const taught = (isLast: boolean): readonly Step[] =>
    cluster.taught
      .filter(({ name }) => (name === "autoscaling") === isLast)
      .flatMap((place) => taughtSteps(cluster, place, way));
  return [
    ...(cluster.taught.length + cluster.jobs.length > 0 ? [namespaceStep(cluster)] : []),
    ...taught(false),
    ...objectsSteps(cluster, deployment, way),
    ...taught(true),
    ...broughtSteps(cluster, way),
  ];
};
