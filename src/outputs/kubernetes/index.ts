import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { yaml } from "../yaml.ts";
import { kustomizationOf } from "./kustomization.ts";
import { clustersOf } from "./objects.ts";

/** Where an object's file is: by its namespace; what has none is the whole cluster's. */
const pathOf = ({ kind, metadata }: KubernetesObject): string => {
  const folder = "namespace" in metadata ? metadata.namespace : "cluster-wide";
  return `${folder}/${kind.toLowerCase()}-${metadata.name}.yaml`;
};

/** A cluster's folder: its name, or its whole id where two clusters are called the same. */
const folderOf = (cluster: Node, all: readonly Node[]): string =>
  all.filter(({ name }) => name === cluster.name).length === 1
    ? cluster.name
    : cluster.id.replaceAll("/", ".");

/** A system as objects for its clusters, one a file, with a kustomization for each cluster. */
export const kubernetes = {
  name: "kubernetes",
  *files(system: System): Generator<readonly [path: string, text: string]> {
    const clusters = clustersOf(system);
    const nodes = clusters.map(({ node }) => node);
    for (const { node, objects } of clusters) {
      const folder = folderOf(node, nodes);
      for (const object of objects) yield [`${folder}/${pathOf(object)}`, yaml(object)];
      yield [`${folder}/kustomization.yaml`, kustomizationOf(objects.map(pathOf), objects)];
    }
  },
};
