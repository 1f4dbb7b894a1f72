import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { compareText } from "#plinth/model/sorted.ts";

/**
 * Folders of what a cluster does not know by itself, in the order in which they are applied: what
 * installs operators first, and what only an operator understands once it is there.
 */
export const taughtFolders = ["operators", "secrets", "autoscaling"] as const;

export type TaughtFolder = (typeof taughtFolders)[number];

const folders: Readonly<Partial<Record<KubernetesObject["kind"], TaughtFolder>>> = {
  ExternalSecret: "secrets",
  HelmChart: "operators",
  ScaledObject: "autoscaling",
  SecretStore: "secrets",
  TriggerAuthentication: "autoscaling",
};

/** The folder of an object that a cluster has to be taught; undefined for what each cluster knows. */
export const taughtFolderOf = ({
  kind,
}: Pick<KubernetesObject, "kind">): TaughtFolder | undefined => folders[kind];

/** A kind as a cluster is taught it, by a CustomResourceDefinition. */
export interface Definition {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  /** What the definition itself is called. */
  readonly name: string;
}

const definitionOf = ({ apiVersion, kind }: KubernetesObject): Definition => {
  const [group = "", version = ""] = apiVersion.split("/");
  const plural = `${kind.toLowerCase()}s`;
  return { group, version, kind, plural, name: `${plural}.${group}` };
};

/** The definitions that objects need, each once, by name. */
export const definitionsOf = (objects: readonly KubernetesObject[]): readonly Definition[] =>
  [...new Map(objects.map(definitionOf).map((each) => [each.name, each])).values()].sort((a, b) =>
    compareText(a.name, b.name),
  );

/** Where an object's file is: by its namespace; what has none is the whole cluster's. */
export const pathOf = (object: KubernetesObject): string => {
  const { kind, metadata } = object;
  const namespace = "namespace" in metadata ? metadata.namespace : "cluster-wide";
  return `${taughtFolderOf(object) ?? namespace}/${kind.toLowerCase()}-${metadata.name}.yaml`;
};
