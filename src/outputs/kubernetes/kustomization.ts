import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { compareText } from "#plinth/model/sorted.ts";
import { yaml } from "../yaml.ts";

const imagesIn = (object: KubernetesObject): readonly string[] =>
  object.kind === "Deployment"
    ? object.spec.template.spec.containers.map(({ image }) => image)
    : [];

const clusterHeader = `\
# All objects of this cluster, by whoever owns it: kubectl apply --server-side -k .
`;

const systemHeader = `\
# What a pipeline may change, with leave to edit this namespace: kubectl apply --server-side -k .
`;

const imagesHeader = `\
# The digests below belong to no image. A pipeline puts in what it pushed and signed, for each image:
#   kustomize edit set image NAME=REPOSITORY@sha256:DIGEST
`;

const kustomization = (resources: readonly string[], more: object = {}): string =>
  yaml({
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [...resources].sort(compareText),
    ...more,
  });

/** Names all that stands on a cluster; a folder stands for its own kustomization. */
export const ofCluster = (resources: readonly string[]): string =>
  `${clusterHeader}${kustomization(resources)}`;

/** Names what a pipeline changes, and every image that it has yet to give a digest. */
export const ofSystem = (
  resources: readonly string[],
  objects: readonly KubernetesObject[],
): string => {
  const images = objects.flatMap(imagesIn).flatMap((image) => {
    const [name = image, digest] = image.split("@");
    return digest === undefined ? [] : { name, newName: name, digest };
  });
  return images.length === 0
    ? `${systemHeader}${kustomization(resources)}`
    : `${systemHeader}${imagesHeader}${kustomization(resources, { images })}`;
};
