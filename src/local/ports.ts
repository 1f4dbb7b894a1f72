import { pause } from "#plinth/host/clock.ts";
import { isLinux } from "#plinth/host/machine.ts";
import { canListen, freePort, holderOf } from "#plinth/host/net/port.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { loopback } from "./loopback.ts";
import type { LocalPlan } from "./plan.ts";
import type { Ports } from "./routing.ts";

/** What balancers listen on where nothing is asked for: the first free one from here. */
const doorPortFirst = 8080;
const doorPortLast = 8179;

/** Balancers call from an address each, so that services can tell them from other callers. */
const sourceNetwork = "127.77.0";

/** A port that is asked for is tried so often, so many ms apart. */
const [soonAttempts, soonMs] = [10, 10];

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

/**
 * Chooses where doors listen: the port that is asked for, or another one where that is taken.
 * @throws Refusal when a port is taken and no other will do
 */
export const choosePorts = async (plan: LocalPlan, otherPorts: boolean): Promise<ChosenPorts> => {
  const notes: string[] = [];
  const taken = new Set<number>();
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
  const take = (port: number): number => {
    taken.add(port);
    return port;
  };

  const doors = new Map<string, number>();
  for (const [id, { port }] of plan.doors) {
    doors.set(id, take(port === undefined ? await firstFree(taken) : await asked(id, port)));
  }
  const nodePorts = new Map<string, number>();
  for (const [id, { nodePort }] of plan.workloads) {
    if (nodePort !== undefined) nodePorts.set(id, take(await asked(id, nodePort)));
  }
  const edges = new Map<string, number>();
  for (const { link } of plan.edges) edges.set(link, take(await freePort(loopback)));

  const sources = new Map<string, string>();
  if (isLinux()) {
    for (const [i, id] of [...plan.doors.keys()].entries())
      sources.set(id, `${sourceNetwork}.${i + 1}`);
  } else if (plan.doors.size > 0) {
    for (const id of plan.doors.keys()) sources.set(id, loopback);
    notes.push(
      "This machine has one loopback address, so services cannot tell a balancer from a direct " +
        "caller: what a direct caller forwards is believed. On Linux and on clusters it is not.",
    );
  }
  return { doors, nodePorts, edges, sources, notes };
};
