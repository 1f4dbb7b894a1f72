import { noAccountYet } from "#plinth/kinds/aws/role-arn.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { namespaceOf } from "#plinth/model/on-cluster.ts";
import type { System } from "#plinth/model/system.ts";
import { clusterFolder } from "../cluster-folder.ts";
import { withBlocks, yaml } from "../yaml.ts";
import {
  digestsFolder,
  digestsOf,
  listed,
  ofCluster,
  ofSystem,
  ownImagesIn,
} from "./kustomization.ts";
import { clustersOf } from "./objects.ts";
import { pathOf, type TaughtFolder, taughtFolderOf, taughtFolders } from "./taught.ts";
import { jobsToGive, numberToGive, orderToGive } from "./to-give.ts";

const taughtHeaders: Readonly<Record<TaughtFolder, string>> = {
  autoscaling: `\
# What KEDA understands, once it is there: kubectl apply --server-side -k .
`,
  operators: `\
# What K3s installs charts from, once the namespace is there: kubectl apply --server-side -k .
`,
  secrets: `\
# What External Secrets Operator understands, once it is there: kubectl apply --server-side -k .
`,
};

/** Files within objects as lines, as whoever reads them wants them. */
const readable = (object: KubernetesObject): string => {
  const text = yaml(object);
  if (object.kind === "HelmChart") return withBlocks(text, ["valuesContent"], "|");
  if (object.kind !== "ConfigMap") return text;
  const files = Object.keys(object.data).filter(
    (name) => /^[\w.-]+$/.test(name) && (object.data[name] ?? "").endsWith("\n"),
  );
  return files.length > 0
    ? withBlocks(
        text,
        files.map((name) => name.replaceAll(".", "\\.")),
        "|",
      )
    : text;
};

/**
 * What a pipeline changes: what EKS' own policy for editors and Kubernetes' role `edit` let it, in the
 * system's namespace. The namespace itself, rights and what is the whole cluster's are its owner's.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
const edited: ReadonlySet<string> = new Set<KubernetesObject["kind"]>([
  "Deployment",
  "HorizontalPodAutoscaler",
  "Job",
  "NetworkPolicy",
  "PodDisruptionBudget",
  "Service",
  "ServiceAccount",
]);

/** An object, and the file that it is in. */
interface Manifest {
  readonly object: KubernetesObject;
  readonly text: string;
}

/** The kustomizations of a cluster: one of all that it holds, and one of what a pipeline changes. */
const kustomizations = (
  manifests: readonly Manifest[],
  own: string,
): readonly (readonly [path: string, text: string])[] => {
  // Whose role pods take on is the owner's: a pipeline would put zeros back for the account's number.
  // So is a Job of somebody else's image, which reads files that no pipeline changes.
  const isDelivered = ({ object, text }: Manifest): boolean =>
    edited.has(object.kind) &&
    (object.kind !== "Job" || ownImagesIn(object).length > 0) &&
    "namespace" in object.metadata &&
    object.metadata.namespace === own &&
    !text.includes(noAccountYet);
  const parts = Map.groupBy(manifests, isDelivered);
  const delivered = (parts.get(true) ?? []).map(({ object }) => object);
  const others = (parts.get(false) ?? []).map(({ object }) => pathOf(object));
  if (delivered.length === 0) return [["kustomization.yaml", ofCluster(others)]];
  const paths = delivered.map((object) => pathOf(object).slice(own.length + 1));
  const digests = digestsOf(delivered);
  return [
    ["kustomization.yaml", ofCluster([...others, own])],
    [`${own}/kustomization.yaml`, ofSystem(paths, delivered)],
    ...(digests === undefined
      ? []
      : [[`${own}/${digestsFolder}/kustomization.yaml`, digests] as const]),
  ];
};

const digestsFile = `/${digestsFolder}/kustomization.yaml`;

const isDigests = (path: string): boolean => path.endsWith(digestsFile);

/** A system as objects for its clusters, one a file, with kustomizations for each cluster. */
export const kubernetes = {
  name: "kubernetes",
  holds: "the objects of each cluster, applied with `kubectl apply --server-side -k`",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    const clusters = clustersOf(system);
    for (const { node, objects } of clusters) {
      const folder = clusterFolder(node, system);
      const manifests = objects.map((object) => ({ object, text: readable(object) }));
      for (const { object, text } of manifests) yield [`${folder}/${pathOf(object)}`, text];
      const own = manifests.filter(({ object }) => taughtFolderOf(object) === undefined);
      for (const [path, text] of kustomizations(own, namespaceOf(system))) {
        yield [`${folder}/${path}`, text];
      }
      for (const taught of taughtFolders) {
        const files = objects
          .filter((object) => taughtFolderOf(object) === taught)
          .map((object) => pathOf(object).slice(taught.length + 1));
        if (files.length > 0)
          yield [`${folder}/${taught}/kustomization.yaml`, taughtHeaders[taught] + listed(files)];
      }
    }
  },
  toGive: (system: System, paths: readonly string[]) => [
    ...paths
      .filter(isDigests)
      .map(
        (path) =>
          `The digest of each image that was pushed, in \`kubernetes/${path}\`: until then it is zeros, ` +
          "which are no image's, and no replica starts. The pipeline puts it in; `plinth deploy` pushes " +
          "and gives its own.",
      ),
    ...numberToGive(system),
    ...clustersOf(system).flatMap(({ node, objects }) => [
      ...orderToGive(clusterFolder(node, system), objects),
      ...jobsToGive(objects),
    ]),
  ],
  isLeftToOthers: isDigests,
};
