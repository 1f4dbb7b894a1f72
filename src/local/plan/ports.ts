import { pause } from "#plinth/host/clock.ts";
import { isLinux } from "#plinth/host/machine.ts";
import { canListen, freePort, holderOf } from "#plinth/host/net/port.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { loopback } from "./loopback.ts";
import type { LocalPlan } from "./plan.ts";
import { nodePortDoor, type Ports, serverDoor } from "./routing.ts";

/** What balancers listen on where nothing is asked for: the first free one from here. */
const doorPortFirst = 8080;
const doorPortLast = 8179;

/** Balancers call from an address each, so that services can tell them from other callers. */
const sourceNetwork = "127.77.0";
const sourcesMax = 254;

/** A port that is asked for is tried so often, so many ms apart. */
const [soonAttempts, soonMs] = [10, 10];

/** What was chosen for a description, to be kept for the one that follows it. */
export interface Kept {
  readonly plan: LocalPlan;
  readonly ports: ChosenPorts;
}

export interface ChosenPorts extends Ports {
  /** What is not as it was asked for, and why; one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Whether one can listen there, now or in a moment: what was killed holds its port until the last of
 * its threads has gone, which is a little after it is said to be dead.
 */
const canListenSoon = async (port: number): Promise<boolean> => {
  for (let attempt = 0; attempt < soonAttempts; attempt++) {
    if (await canListen(loopback, port)) return true;
    await pause(soonMs);
  }
  return false;
};

const takenNote = (node: string, port: number): string => {
  const holder = holderOf(port);
  return `"${node}" asks for port ${port}, which ${holder ?? "another process"} holds`;
};

const firstFree = async (taken: ReadonlySet<number>): Promise<number> => {
  for (let port = doorPortFirst; port <= doorPortLast; port++) {
    if (!taken.has(port) && (await canListen(loopback, port))) return port;
  }
  return freePort(loopback);
};

/** An address for each balancer; those that have one keep it. */
const sourcesOf = (plan: LocalPlan, kept: Kept | undefined): ReadonlyMap<string, string> => {
  const sources = new Map<string, string>();
  const before = kept?.ports.sources ?? new Map<string, string>();
  const used = new Set(before.values());
  let next = 1;
  const unused = (): string => {
    while (used.has(`${sourceNetwork}.${next}`) && next < sourcesMax) next++;
    const address = `${sourceNetwork}.${next}`;
    used.add(address);
    return address;
  };
  for (const id of plan.doors.keys()) {
    sources.set(id, isLinux() ? (before.get(id) ?? unused()) : loopback);
  }
  return sources;
};

const oneAddress =
  "This machine has one loopback address, so services cannot tell a balancer from a direct caller: " +
  "what a direct caller forwards is believed. On Linux and on clusters it is not.";

/**
 * Chooses where doors listen: the port that is asked for, or another one where that is taken. What
 * was kept stays where it is, as long as the same is asked for.
 * @throws Refusal when a port is taken and no other will do
 */
export const choosePorts = async (
  plan: LocalPlan,
  otherPorts: boolean,
  kept?: Kept,
): Promise<ChosenPorts> => {
  const notes = [...(kept?.ports.notes ?? [])];
  const taken = new Set<number>();
  const before = kept?.ports;
  const used = before ? [before.doors, before.nodePorts, before.servers, before.edges] : [];
  for (const ports of used) {
    for (const port of ports.values()) taken.add(port);
  }
  const asked = async (node: string, port: number): Promise<number> => {
    if (!taken.has(port) && (await canListenSoon(port))) return port;
    const note = takenNote(node, port);
    if (!otherPorts) {
      const remedy = "Free it, or leave out --no-other-ports to have another one chosen";
      throw new Refusal("environment", `${note}. ${remedy}`);
    }
    const other = await freePort(loopback);
    notes.push(`${note}; it listens on ${other} instead.`);
    return other;
  };
  const doors = new Map<string, number>();
  for (const [id, { port }] of plan.doors) {
    const same = kept?.plan.doors.get(id)?.port === port ? kept?.ports.doors.get(id) : undefined;
    const chosen = port === undefined ? () => firstFree(taken) : () => asked(id, port);
    doors.set(id, same ?? (await chosen()));
    taken.add(doors.get(id) ?? 0);
  }
  const nodePorts = new Map<string, number>();
  for (const [id, { nodePort }] of plan.workloads) {
    if (nodePort === undefined) continue;
    const isSame = kept?.plan.workloads.get(id)?.nodePort === nodePort;
    const same = isSame ? kept.ports.nodePorts.get(id) : undefined;
    nodePorts.set(id, same ?? (await asked(id, nodePort)));
    taken.add(nodePorts.get(id) ?? 0);
  }
  const servers = new Map<string, number>();
  for (const [id, { ports }] of plan.servers) {
    for (const { name, usual } of ports) {
      const door = serverDoor(id, name);
      const isFree = !taken.has(usual) && (await canListen(loopback, usual));
      const port = before?.servers.get(door) ?? (isFree ? usual : await freePort(loopback));
      servers.set(door, port);
      taken.add(port);
    }
  }
  const edges = new Map<string, number>();
  for (const { link } of plan.edges) {
    edges.set(link, kept?.ports.edges.get(link) ?? (await freePort(loopback)));
  }
  if (!isLinux() && plan.doors.size > 0 && !notes.includes(oneAddress)) notes.push(oneAddress);
  return { doors, nodePorts, servers, edges, sources: sourcesOf(plan, kept), notes };
};

/** The id of a door, told apart by what it is. */
type Place = "doors" | "nodePorts" | "servers" | "edges";

const placeOf = (ports: ChosenPorts, door: string): readonly [Place, string] => {
  if (ports.doors.has(door)) return ["doors", door];
  if (ports.servers.has(door)) return ["servers", door];
  const node = [...ports.nodePorts.keys()].find((each) => nodePortDoor(each) === door);
  return node === undefined ? ["edges", door] : ["nodePorts", node];
};

/**
 * The same ports with another one for a door, whose own was taken by somebody between choosing and
 * listening; undefined: that port is asked for, and no other will do.
 */
export const otherPortFor = async (
  door: string,
  { plan, ports }: Kept,
  otherPorts: boolean,
): Promise<ChosenPorts | undefined> => {
  const [place, id] = placeOf(ports, door);
  const isAsked = place === "nodePorts" || plan.doors.get(id)?.port !== undefined;
  if (isAsked && !otherPorts) return undefined;
  const before = ports[place].get(id) ?? 0;
  const others = new Set([...ports.doors.values(), before]);
  const port = place === "doors" && !isAsked ? await firstFree(others) : await freePort(loopback);
  const moved = new Map([...ports[place], [id, port]]);
  const note = `${takenNote(id, before)}; it listens on ${port} instead.`;
  return { ...ports, [place]: moved, notes: isAsked ? [...ports.notes, note] : ports.notes };
};
