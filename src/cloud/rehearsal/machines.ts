import { ec2Types } from "#plinth/books/ec2-types.ts";
import { k3sNodes } from "#plinth/books/k3s-nodes.ts";
import { zonesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { SimulatedMachine } from "../control-plane/control-plane.ts";

/** What a machine has where the model names no type. */
const otherwise = { vcpus: 4, memoryMib: 8_192, pods: 110 };

const machinesLike = (
  name: string,
  count: number,
  zones: number,
  region: string,
  type: string | undefined,
): readonly SimulatedMachine[] => {
  const { vcpus, memoryMib, pods } =
    (type === undefined ? undefined : ec2Types.facts.typeOf(type)) ?? otherwise;
  return Array.from({ length: count }, (_, i) => ({
    name: `${name}-${i + 1}`,
    labels: {
      "topology.kubernetes.io/region": region,
      "topology.kubernetes.io/zone": `${region}-${(i % zones) + 1}`,
      ...(type !== undefined && { "node.kubernetes.io/instance-type": type }),
    },
    cpuMilli: vcpus * 1_000,
    memoryMib,
    pods,
  }));
};

interface OwnMachines {
  readonly type: string;
  readonly count: number;
}

/** Agents of K3s; where there is none, servers run pods. Its pods have addresses of the machine's own. */
const ownMachines = (system: System, { name, props, ...place }: Node, region: string) => {
  const { servers, agents } = props as { readonly [side: string]: OwnMachines };
  const side = agents && agents.count > 0 ? agents : servers;
  const zones = zonesOf(system, place);
  return machinesLike(`${name}-agent`, side?.count ?? 0, zones, region, side?.type).map((each) => ({
    ...each,
    pods: k3sNodes.facts.podsMax,
  }));
};

/** The machines that a cluster begins with, as the model says; two where it says nothing of them. */
export const machinesOf = (
  system: System,
  cluster: Node,
  region: string,
): readonly SimulatedMachine[] => {
  if (cluster.kind === "k3s") return ownMachines(system, cluster, region);
  const groups = [...system.nodes.values()].filter(
    ({ kind, parent, phase }) =>
      kind === "node-group" && parent === cluster.id && phase === "current",
  );
  if (groups.length === 0) return machinesLike(cluster.name, 2, 1, region || "here", undefined);
  return groups.flatMap(({ name, props, ...group }) =>
    machinesLike(name, Number(props.desired), zonesOf(system, group), region, String(props.type)),
  );
};
