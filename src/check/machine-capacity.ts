import { ec2Types } from "#plinth/books/ec2-types.ts";
import { eksNodes, type PlatformPods } from "#plinth/books/eks-nodes.ts";
import { toMib, toMilli } from "#plinth/model/quantity.ts";
import type { Look, NodeOf } from "./look.ts";
import { replicasOf } from "./replicas-of.ts";

/** An amount of what is scheduled by. */
export interface Amount {
  readonly pods: number;
  readonly cpuMilli: number;
  readonly memoryMib: number;
}

const nothing: Amount = { pods: 0, cpuMilli: 0, memoryMib: 0 };

const times = (count: number, { pods, cpuMilli, memoryMib }: Amount): Amount => ({
  pods: count * pods,
  cpuMilli: count * cpuMilli,
  memoryMib: count * memoryMib,
});

const sum = (amounts: readonly Amount[]): Amount =>
  amounts.reduce(
    (all, each) => ({
      pods: all.pods + each.pods,
      cpuMilli: all.cpuMilli + each.cpuMilli,
      memoryMib: all.memoryMib + each.memoryMib,
    }),
    nothing,
  );

/** What so many machines of each group have for pods; undefined when a type is not in the book. */
export const capacityOf = (
  look: Look,
  groups: readonly NodeOf<"node-group">[],
  countOf: (group: NodeOf<"node-group">) => number,
): Amount | undefined => {
  const { typeOf } = look.read(ec2Types);
  const { cpuMilliFor, memoryMibFor } = look.read(eksNodes);
  const amounts: Amount[] = [];
  for (const group of groups) {
    const type = typeOf(group.props.type);
    if (!type) return undefined;
    const { vcpus, memoryMib, pods } = type;
    const cpuMilli = cpuMilliFor(vcpus);
    amounts.push(
      times(countOf(group), { pods, cpuMilli, memoryMib: memoryMibFor(memoryMib, pods) }),
    );
  }
  return sum(amounts);
};

/** What the platform's own pods take of a cluster with so many machines. */
export const platformOf = (look: Look, cluster: NodeOf<"eks">, machines: number): Amount => {
  const { always, addons, nodeAutoscaler } = look.read(eksNodes);
  const pods: readonly PlatformPods[] = [
    ...always,
    ...(cluster.props.addons ?? []).flatMap((addon) => addons[addon] ?? []),
    ...look.within(cluster.id, "node-autoscaler").flatMap(() => nodeAutoscaler),
  ];
  return sum(
    pods.map(({ count, cpuMilli, memoryMib }) =>
      times(count === "each" ? machines : count, { pods: 1, cpuMilli, memoryMib }),
    ),
  );
};

/** What the services of a cluster ask for, at rest or at most. */
export const askedOf = (look: Look, cluster: string, when: "atRest" | "most"): Amount =>
  sum(
    look.within(cluster, "service").map(({ props }) => {
      const { cpu, memory } = props.resources ?? {};
      return times(replicasOf(props)[when], {
        pods: 1,
        cpuMilli: cpu?.request === undefined ? 0 : toMilli(cpu.request),
        memoryMib: memory?.request === undefined ? 0 : toMib(memory.request),
      });
    }),
  );

/** Of what there is too little, in words; empty when all of it fits. */
export const shortOf = (asked: readonly Amount[], has: Amount): string[] => {
  const wanted = sum(asked);
  const cores = (milli: number): string => `${Math.round(milli)}m`;
  return [
    ...(wanted.pods > has.pods ? [`${wanted.pods} pods of ${has.pods}`] : []),
    ...(wanted.cpuMilli > has.cpuMilli
      ? [`${cores(wanted.cpuMilli)} of ${cores(has.cpuMilli)} processor`]
      : []),
    ...(wanted.memoryMib > has.memoryMib
      ? [`${Math.ceil(wanted.memoryMib)} of ${Math.floor(has.memoryMib)} MiB memory`]
      : []),
  ];
};
