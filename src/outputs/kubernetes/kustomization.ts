import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { compareText } from "#plinth/model/sorted.ts";
import { yaml } from "../yaml.ts";

/** Images of the system's own, which have digests; a Job may run somebody else's. */
export const ownImagesIn = (object: KubernetesObject): readonly string[] =>
  object.kind === "Deployment" || object.kind === "Job"
    ? object.spec.template.spec.containers.flatMap(({ image }) =>
        image.includes("@") ? [image] : [],
      )
    : [];

const clusterHeader = `\
# All objects of this cluster, by whoever owns it: kubectl apply --server-side -k .
`;

const systemHeader = `\
# What a pipeline may change, with leave to edit this namespace: kubectl apply --server-side -k .
`;

/** The folder, beside the objects, of what a pipeline writes to. */
export const digestsFolder = "image-digests";

const digestsHeader = `\
# What each image is, by digest. Written once, then left to whoever pushes images. A digest of zeros is no
# image's, so that nothing starts that nobody pushed. For each image that was pushed and signed:
#   kustomize edit set image NAME=REPOSITORY@sha256:DIGEST
`;

/** One entry an image, however many run it. */
const digestsIn = (objects: readonly KubernetesObject[]) =>
  [...new Set(objects.flatMap(ownImagesIn))].map((image) => {
    const [name = image, digest] = image.split("@");
    return { name, newName: name, digest };
  });

const kustomization = (resources: readonly string[], more: object = {}): string =>
  yaml({
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [...resources].sort(compareText),
    ...more,
  });

/** Names files, and nothing else. */
export const listed = (resources: readonly string[]): string => kustomization(resources);

/** Names all that stands on a cluster; a folder stands for its own kustomization. */
export const ofCluster = (resources: readonly string[]): string =>
  `${clusterHeader}${kustomization(resources)}`;

/** Names what a pipeline changes, and the component that gives images their digests. */
export const ofSystem = (
  resources: readonly string[],
  objects: readonly KubernetesObject[],
): string => {
  const components = digestsIn(objects).length > 0 && { components: [digestsFolder] };
  return `${systemHeader}${kustomization(resources, { ...components })}`;
};

/** The component in which a pipeline puts digests; nothing where no image needs one. */
export const digestsOf = (objects: readonly KubernetesObject[]): string | undefined => {
  const images = digestsIn(objects);
  if (images.length === 0) return undefined;
  const component = { apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component", images };
  return digestsHeader + yaml(component);
};
