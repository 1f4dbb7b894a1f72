import { kinds } from "#plinth/kinds/registry.gen.ts";
import { isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import type {
  LocalDoor,
  LocalMachines,
  LocalPart,
  LocalWorkload,
} from "#plinth/model/local-part.ts";
import type { LocalDatabase, LocalServer } from "#plinth/model/local-server.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Given } from "../servers/given-address.ts";

/** One edge over which a process speaks to another: a door of its own, so that it can be cut. */
export interface Edge {
  /** `<from> -> <to>`, the id of its link. */
  readonly link: string;
  readonly from: string;
  readonly to: string;
  /** Whose replicas are called: `to` itself, or the server that it is a share of. */
  readonly server: string;
}

/** A system as what there is to run on this machine, by id of node. Pure data. */
export interface LocalPlan {
  readonly system: System;
  readonly workloads: ReadonlyMap<string, LocalWorkload>;
  readonly servers: ReadonlyMap<string, LocalServer>;
  readonly databases: ReadonlyMap<string, LocalDatabase>;
  /** Servers that somebody else runs. */
  readonly given: ReadonlyMap<string, Given>;
  readonly secrets: ReadonlySet<string>;
  readonly doors: ReadonlyMap<string, LocalDoor>;
  readonly machines: ReadonlyMap<string, LocalMachines>;
  readonly places: ReadonlySet<string>;
  /** What is not run here, and why. */
  readonly notHere: ReadonlyMap<string, string>;
  /** From a workload to another one or to a server, sorted. */
  readonly edges: readonly Edge[];
}

const answerOf = (node: Node, system: System): readonly LocalPart[] | string => {
  if (node.phase === "future") return "It is planned, not there yet.";
  const kind: AnyKind | undefined = (kinds as Readonly<Record<string, AnyKind>>)[node.kind];
  if (!kind) return `This version of Plinth knows no kind "${node.kind}".`;
  return isNone(kind.local) ? kind.local.none : kind.local(node, system);
};

/** What there is to run, asked of each node's kind. */
export const planOf = (system: System): LocalPlan => {
  const workloads = new Map<string, LocalWorkload>();
  const servers = new Map<string, LocalServer>();
  const databases = new Map<string, LocalDatabase>();
  const secrets = new Set<string>();
  const doors = new Map<string, LocalDoor>();
  const machines = new Map<string, LocalMachines>();
  const places = new Set<string>();
  const notHere = new Map<string, string>();
  for (const node of system.nodes.values()) {
    const answer = answerOf(node, system);
    if (typeof answer === "string") notHere.set(node.id, answer);
    else {
      for (const part of answer) {
        if (part.part === "workload") workloads.set(node.id, part);
        else if (part.part === "server") servers.set(node.id, part);
        else if (part.part === "database") databases.set(node.id, part);
        else if (part.part === "secret") secrets.add(node.id);
        else if (part.part === "door") doors.set(node.id, part);
        else if (part.part === "machines") machines.set(node.id, part);
        else places.add(node.id);
      }
    }
  }
  const callable = (to: string): string | undefined => {
    const server = databases.get(to)?.server ?? to;
    return workloads.has(server) || servers.has(server) ? server : undefined;
  };
  const links = new Map<string, Edge>();
  for (const { from, to } of system.edges) {
    const [link, server] = [`${from} -> ${to}`, callable(to)];
    if (workloads.has(from) && server !== undefined) links.set(link, { link, from, to, server });
  }
  const edges = [...links.values()];
  return {
    system,
    ...{ workloads, servers, databases, given: new Map(), secrets, doors, machines, places },
    ...{ notHere, edges },
  };
};

/** The node whose processes answer for a node: the server of a database, else the node itself. */
export const serverOf = ({ databases }: LocalPlan, id: string): string =>
  databases.get(id)?.server ?? id;

/** The nodes that must have been ready before a node starts, of those that run here. */
export const neededBy = (plan: LocalPlan, id: string): string[] => {
  const runs = (to: string): boolean =>
    plan.workloads.has(to) || plan.servers.has(to) || plan.doors.has(to);
  const needed = plan.system.edges
    .filter(({ from, needs }) => from === id && needs)
    .map(({ to }) => serverOf(plan, to));
  return [...new Set(needed.filter(runs))];
};

/** The names of the machines that replicas are spread over; where there are none, this one. */
export const machinesOf = (plan: LocalPlan): readonly string[] => {
  const names = [...plan.machines].flatMap(([id, { desired }]) =>
    Array.from({ length: desired }, (_, i) => `${id.split("/").at(-1)}-${i}`),
  );
  return names.length > 0 ? names : ["this-machine"];
};
