import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { waivedForCheckov } from "#plinth/model/waiver.ts";

const ofKubernetes = /^CKV2?_K8S_/;

/** What holds pods, and is looked at for them. */
type HoldsPods = Extract<
  KubernetesObject,
  { readonly kind: "CronJob" | "Deployment" | "Job" | "StatefulSet" }
>;

const holdsPods = (object: KubernetesObject): object is HoldsPods =>
  ["CronJob", "Deployment", "Job", "StatefulSet"].includes(object.kind);

/**
 * What comes of a node, with what checkov is to leave alone on its pods, as checkov reads it:
 * https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
 */
export const withWaivers = (
  system: System,
  node: Node,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] => {
  const waived = [...waivedForCheckov(system, node)].filter(([id]) => ofKubernetes.test(id));
  if (waived.length === 0) return objects;
  const skips = Object.fromEntries(
    waived.map(([id, because], i) => [`checkov.io/skip${i + 1}`, `${id}=${because}`]),
  );
  return objects.map((object) => {
    if (!holdsPods(object)) return object;
    const { metadata } = object;
    return {
      ...object,
      metadata: { ...metadata, annotations: { ...metadata.annotations, ...skips } },
    };
  });
};
