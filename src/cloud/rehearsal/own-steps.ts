import type { ClusterPlace } from "../steps/cluster-place.ts";
import type { Deployment } from "../steps/deployment.ts";
import { kubectl } from "../steps/kubectl.ts";
import { run, type Step } from "../steps/step.ts";
import { bootstrap, main, type Way } from "../steps/way.ts";

/** A plan after the plan was applied changes nothing: else it exits with 2. */
export const noDrift = ({ hasState }: Deployment, { programs: { terraform } }: Way): Step => ({
  id: "second plan",
  says: "Plan again: nothing may be left to change",
  deeds: [...(hasState ? [bootstrap] : []), main].map((root) =>
    run([terraform, `-chdir=${root}`, "plan", "-input=false", "-json", "-detailed-exitcode"], {
      prints: "terraform",
    }),
  ),
});

/** Outside a rehearsal the state's bucket is protected and stays. */
export const endOfState = ({ programs: { terraform } }: Way): Step => ({
  id: "destroy state bucket",
  says: "Destroy the bucket of the state, which outside a rehearsal is protected",
  deeds: [
    run([terraform, `-chdir=${bootstrap}`, "destroy", "-input=false", "-json", "-auto-approve"], {
      prints: "terraform",
    }),
    run([terraform, `-chdir=${bootstrap}`, "state", "list"], { prints: "nothing" }),
  ],
});

/**
 * A disk for each claim, there before it is claimed: no driver runs here that would make it. What is
 * bound to a claim by name is taken by it even where the class waits for a pod.
 */
export const disksSteps = (cluster: ClusterPlace): readonly Step[] => {
  const { node, claims } = cluster;
  if (claims.length === 0) return [];
  const path = `disks-${node.name}.json`;
  const items = claims.map(({ name, namespace, className, storage }) => ({
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `${namespace}-${name}` },
    spec: {
      capacity: { storage },
      accessModes: ["ReadWriteOnce"],
      storageClassName: className,
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name },
      hostPath: { path: `/simulated/${name}` },
    },
  }));
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  return [
    {
      id: `disks ${node.name}`,
      says: "Make the disks that its driver would make in the account",
      deeds: [
        { do: "write", path, text: `${list}\n` },
        run(kubectl(cluster, "apply", "--server-side", "-f", path)),
      ],
    },
  ];
};

/**
 * The kinds that operators teach a cluster, by name and without a schema: nobody installs a chart here,
 * so that nobody else would. What is applied of them is kept, and nobody acts on it.
 */
export const definitionsSteps = (cluster: ClusterPlace): readonly Step[] => {
  const { node, taught } = cluster;
  const definitions = taught.flatMap((place) => place.definitions);
  if (definitions.length === 0) return [];
  const path = `kinds-${node.name}.json`;
  const items = definitions.map(({ name, group, version, kind, plural }) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name },
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: "Namespaced",
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
          },
        },
      ],
    },
  }));
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  return [
    {
      id: `kinds ${node.name}`,
      says: "Make the kinds known that operators would bring, by name alone",
      deeds: [
        { do: "write", path, text: `${list}\n` },
        run(kubectl(cluster, "apply", "--server-side", "-f", path)),
      ],
    },
  ];
};
