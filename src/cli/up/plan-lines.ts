import { planOf } from "#plinth/local/plan.ts";
import { startOrder } from "#plinth/model/start-order.ts";
import type { System } from "#plinth/model/system.ts";

/** What `up` would start, a line each, in the order in which it would. */
export const planLines = (system: System): string[] => {
  const { workloads, doors, notHere } = planOf(system);
  const lines = startOrder(system).order.flatMap((id) => {
    const workload = workloads.get(id);
    const door = doors.get(id);
    if (workload) {
      const count = workload.scale?.minReplicas ?? workload.replicas;
      const scale = workload.scale ? `, up to ${workload.scale.maxReplicas} by its load` : "";
      const what = workload.command?.join(" ") ?? workload.source ?? "";
      return [`start ${count} × ${id}: ${what}${scale}`];
    }
    if (!door) return [];
    const port = door.port === undefined ? "a free port" : `port ${door.port}`;
    const rules = door.rules.map(({ path, to }) => `${path} -> ${to.ref}`).join(", ");
    return [`listen as ${id} on ${port}: ${rules}`];
  });
  const left = notHere.size === 0 ? [] : [`leave out ${notHere.size} that are not run here`];
  return [...lines, ...left];
};
