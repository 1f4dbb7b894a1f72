import { planOf } from "#plinth/local/plan.ts";
import type { LocalDoor, LocalWorkload } from "#plinth/model/local-part.ts";
import { startOrder } from "#plinth/model/start-order.ts";
import type { System } from "#plinth/model/system.ts";

const startLine = (id: string, workload: LocalWorkload): string => {
  const count = workload.scale?.minReplicas ?? workload.replicas;
  const scale = workload.scale ? `, up to ${workload.scale.maxReplicas} by its load` : "";
  const what = workload.command?.join(" ") ?? workload.source ?? "";
  return `start ${count} × ${id}: ${what}${scale}`;
};

const listenLine = (id: string, { port, rules }: LocalDoor): string => {
  const at = port === undefined ? "a free port" : `port ${port}`;
  return `listen as ${id} on ${at}: ${rules.map(({ path, to }) => `${path} -> ${to.ref}`).join(", ")}`;
};

/** What `up` would start, a line each: doors at once, services in their order. */
export const planLines = (system: System): string[] => {
  const { workloads, doors, notHere } = planOf(system);
  const { order } = startOrder(system);
  return [
    ...[...doors].map(([id, door]) => listenLine(id, door)),
    ...order.flatMap((id) => {
      const workload = workloads.get(id);
      return workload ? [startLine(id, workload)] : [];
    }),
    ...(notHere.size === 0 ? [] : [`leave out ${notHere.size} that are not run here`]),
  ];
};
