import { programAccount, programPod } from "#plinth/kinds/service/program-pod.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { labelsOf, namespaceOf } from "#plinth/model/on-cluster.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { JobProps } from "./props.ts";

/**
 * A Job cannot be changed. Who reads it from Git makes one anew that would be; `deploy` and pipelines
 * delete it first.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#force-sync
 */
const madeAnew = {
  "argocd.argoproj.io/sync-options": "Force=true,Replace=true",
  "kustomize.toolkit.fluxcd.io/force": "enabled",
} as const;

/** Kubernetes' default: attempts after the first, with a pause that doubles from 10 s. */
const backoffLimit = 6;

/** A job on a cluster, all objects by its name. */
export const kubernetes = (node: Node<JobProps>, system: System): readonly KubernetesObject[] => {
  const labels = labelsOf(node, system);
  const metadata = { name: node.name, namespace: namespaceOf(system), labels };
  return [
    {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { ...metadata, annotations: madeAnew },
      spec: {
        backoffLimit,
        // One after the other, also where a machine is drained: so many connections it has, and no more.
        podReplacementPolicy: "Failed",
        // It stays when it has ended: it says that this was done, and without it it would be done again.
        template: {
          metadata: { labels },
          // Each attempt is a pod of its own, so that the log of one that failed can still be read.
          spec: programPod(node, system, {}, { restartPolicy: "Never" }),
        },
      },
    },
    programAccount(metadata),
  ];
};
