import { noAccountYet } from "#plinth/kinds/aws/role-arn.ts";
import { clusterName } from "#plinth/kinds/eks/cluster-name.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { clusterFolder } from "#plinth/outputs/cluster-folder.ts";
import type { JobPlace } from "#plinth/outputs/kubernetes/job-commands.ts";
import { ownImagesIn } from "#plinth/outputs/kubernetes/kustomization.ts";
import { clustersOf } from "#plinth/outputs/kubernetes/objects.ts";
import {
  type Definition,
  definitionsOf,
  pathOf,
  type TaughtFolder,
  taughtFolderOf,
  taughtFolders,
} from "#plinth/outputs/kubernetes/taught.ts";

/** Something on a cluster that is rolled out and waited for. */
interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** A disk that something on a cluster claims. */
interface Claim {
  readonly name: string;
  readonly namespace: string;
  /** The class of disks that it asks for; "" for the cluster's own choice. */
  readonly className: string;
  /** As Kubernetes writes it, e.g. `10Gi`. */
  readonly storage: string;
}

export interface ClusterPlace {
  readonly node: Node;
  /** What it is called in the account; undefined for a cluster that no account has. */
  readonly nameInAccount?: string;
  /** The folder of its kustomization in what `synth` writes. */
  readonly folder: string;
  readonly workloads: readonly Workload[];
  /** Programs of the system that run to their end. */
  readonly jobs: readonly JobPlace[];
  readonly claims: readonly Claim[];
  /** Paths of namespaces in what `synth` writes: all that has one stands in them. */
  readonly namespaces: readonly string[];
  /** What the cluster has to be taught first, in the order in which it is applied. */
  readonly taught: readonly TaughtPlace[];
  /** Texts of its own kustomization that name the account, in which files have zeros. */
  readonly inAccount: readonly InAccount[];
}

/** A folder of objects that an operator understands, or that installs operators. */
export interface TaughtPlace {
  readonly name: TaughtFolder;
  /** Its kustomization in what `synth` writes. */
  readonly folder: string;
  /** What the cluster must know before it takes them. */
  readonly definitions: readonly Definition[];
  readonly objects: readonly Workload[];
  readonly inAccount: readonly InAccount[];
}

/** A text within an object that names the account. */
export interface InAccount {
  readonly kind: string;
  readonly name: string;
  /** Undefined for what is the whole cluster's. */
  readonly namespace?: string;
  /** Where it is in the object, as a JSON pointer (RFC 6901). */
  readonly path: string;
  /** The text as files have it. */
  readonly text: string;
}

const rolledOut = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage */
const claimsOf = (object: KubernetesObject): readonly Claim[] => {
  if (object.kind !== "StatefulSet") return [];
  const { metadata, spec } = object;
  return (spec.volumeClaimTemplates ?? []).flatMap((claim) =>
    Array.from({ length: spec.replicas }, (_, i) => ({
      name: `${claim.metadata.name}-${metadata.name}-${i}`,
      namespace: metadata.namespace,
      className: claim.spec.storageClassName ?? "",
      storage: claim.spec.resources.requests.storage,
    })),
  );
};

const namespaceOf = ({ metadata }: KubernetesObject): string | undefined =>
  "namespace" in metadata ? metadata.namespace : undefined;

/** All texts within a value that name no account yet, with where they are. */
const textsIn = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === "string") return value.includes(noAccountYet) ? [[path, value]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    textsIn(each, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
};

const inAccount = (object: KubernetesObject): readonly InAccount[] => {
  const namespace = namespaceOf(object);
  const { kind, metadata } = object;
  const place = { kind, name: metadata.name, ...(namespace !== undefined && { namespace }) };
  return textsIn(object, "").map(([path, text]) => ({ ...place, path, text }));
};

const taughtPlace = (
  name: TaughtFolder,
  folder: string,
  objects: readonly KubernetesObject[],
): TaughtPlace => ({
  name,
  folder: `${folder}/${name}`,
  definitions: definitionsOf(objects),
  objects: objects.map((object) => ({
    kind: object.kind,
    name: object.metadata.name,
    namespace: namespaceOf(object) ?? "",
  })),
  inAccount: objects.flatMap(inAccount),
});

/** The clusters of a system, and what stands on each. */
export const clusterPlaces = (system: System): readonly ClusterPlace[] =>
  clustersOf(system).map(({ node, objects }) => {
    const folder = `kubernetes/${clusterFolder(node, system)}`;
    const byFolder = Map.groupBy(objects, taughtFolderOf);
    return {
      node,
      ...(node.kind === "eks" && { nameInAccount: clusterName(node, system) }),
      folder,
      workloads: objects.flatMap((object) => {
        const { kind, metadata } = object;
        const namespace = namespaceOf(object);
        return rolledOut.has(kind) && namespace !== undefined
          ? [{ kind: kind.toLowerCase(), name: metadata.name, namespace }]
          : [];
      }),
      jobs: objects.flatMap((object) =>
        object.kind === "Job" && ownImagesIn(object).length > 0
          ? [{ name: object.metadata.name, namespace: object.metadata.namespace }]
          : [],
      ),
      claims: objects.flatMap(claimsOf),
      namespaces: objects.flatMap((object) =>
        object.kind === "Namespace" ? [`${folder}/${pathOf(object)}`] : [],
      ),
      taught: taughtFolders.flatMap((name) => {
        const own = byFolder.get(name);
        return own === undefined ? [] : [taughtPlace(name, folder, own)];
      }),
      inAccount: (byFolder.get(undefined) ?? []).flatMap(inAccount),
    };
  });
