import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { compareText } from "#plinth/model/sorted.ts";
import { yaml } from "../yaml.ts";

const imagesIn = (object: KubernetesObject): readonly string[] =>
  object.kind === "Deployment"
    ? object.spec.template.spec.containers.map(({ image }) => image)
    : [];

const header = `\
# All objects of this cluster: kubectl apply --server-side -k .
`;

const imagesHeader = `\
# The digests below belong to no image. A pipeline puts in what it pushed and signed, for each image:
#   kustomize edit set image NAME=REPOSITORY@sha256:DIGEST
`;

/** Names every file, and every image that a pipeline has yet to give a digest. */
export const kustomizationOf = (
  paths: readonly string[],
  objects: readonly KubernetesObject[],
): string => {
  const own = objects.flatMap(imagesIn).flatMap((image) => {
    const [name = image, digest] = image.split("@");
    return digest === undefined ? [] : { name, newName: name, digest };
  });
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [...paths].sort(compareText),
    ...(own.length > 0 && { images: own }),
  };
  return `${header}${own.length > 0 ? imagesHeader : ""}${yaml(kustomization)}`;
};
