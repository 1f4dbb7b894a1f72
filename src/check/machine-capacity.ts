import { ec2Types } from "#plinth/books/ec2-types.ts";
import { eksNodes, type PlatformPods } from "#plinth/books/eks-nodes.ts";
import { k3sNodes } from "#plinth/books/k3s-nodes.ts";
import { brokerResources } from "#plinth/kinds/rabbitmq/resources.ts";
import type { ProgramProps } from "#plinth/kinds/service/program.ts";
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

const podsOf = (pods: readonly PlatformPods[], machines: number): Amount =>
  sum(
    pods.map(({ count, cpuMilli, memoryMib }) =>
      times(count === "each" ? machines : count, { pods: 1, cpuMilli, memoryMib }),
    ),
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
  return podsOf(pods, machines);
};

/** What the agents of K3s have for pods; undefined when their type is not in the book. */
export const agentsHave = (look: Look, { props }: NodeOf<"k3s">): Amount | undefined => {
  const type = look.read(ec2Types).typeOf(props.agents.type);
  const { cpuMilliFor, memoryMibFor, podsMax } = look.read(k3sNodes);
  return (
    type &&
    times(props.agents.count, {
      pods: podsMax,
      cpuMilli: cpuMilliFor(type.vcpus),
      memoryMib: memoryMibFor(type.memoryMib),
    })
  );
};

/** What the platform's own pods take of the agents of K3s. */
export const ownPlatformOf = (look: Look, { id, props }: NodeOf<"k3s">): Amount => {
  const { always, operators, volumes } = look.read(k3sNodes);
  const own = (["queue-reader", "secret-reader"] as const).flatMap((kind) =>
    look.within(id, kind).flatMap(() => operators[kind]),
  );
  const stored = look.within(id, "rabbitmq").some((broker) => broker.props.storage !== undefined);
  return podsOf([...always, ...own, ...(stored ? volumes : [])], props.agents.count);
};

const brokersOf = (look: Look, cluster: string): readonly Amount[] =>
  look.within(cluster, "rabbitmq").map(({ props }) => {
    const { cpu, memoryMib } = brokerResources(props);
    return times(props.members ?? 1, { pods: 1, cpuMilli: toMilli(cpu), memoryMib });
  });

const podOf = ({ resources: { cpu, memory } = {} }: ProgramProps): Amount => ({
  pods: 1,
  cpuMilli: cpu?.request === undefined ? 0 : toMilli(cpu.request),
  memoryMib: memory?.request === undefined ? 0 : toMib(memory.request),
});

/** What programs and brokers of a cluster ask for, at rest or at most: a job runs while others do. */
export const askedOf = (look: Look, cluster: string, when: "atRest" | "most"): Amount =>
  sum([
    ...brokersOf(look, cluster),
    ...look
      .within(cluster, "service")
      .map(({ props }) => times(replicasOf(props)[when], podOf(props))),
    ...(when === "most" ? look.within(cluster, "job").map(({ props }) => podOf(props)) : []),
  ]);

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
