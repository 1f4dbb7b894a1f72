import { planOf } from "#plinth/local/plan/plan.ts";
import type { LocalDoor, LocalWorkload } from "#plinth/model/local-part.ts";
import type { LocalServer } from "#plinth/model/local-server.ts";
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

const serverLine = (id: string, { engine, members, version }: LocalServer): string =>
  `start ${members} × ${id}: ${engine}, asked for in version ${version}`;

/** What `up` would start, a line each: doors at once, services in their order. */
export const planLines = (system: System): string[] => {
  const { workloads, servers, doors, notHere } = planOf(system);
  const { order } = startOrder(system);
  return [
    ...[...doors].map(([id, door]) => listenLine(id, door)),
    ...order.flatMap((id) => {
      const [workload, server] = [workloads.get(id), servers.get(id)];
      return workload ? [startLine(id, workload)] : server ? [serverLine(id, server)] : [];
    }),
    ...(notHere.size === 0 ? [] : [`leave out ${notHere.size} that are not run here`]),
  ];
};
