import { kubectl } from "../steps/cluster-steps.ts";
import type { ClusterPlace, Deployment } from "../steps/deployment.ts";
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
