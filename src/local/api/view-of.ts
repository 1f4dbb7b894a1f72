import { quantileMs, sinceSnapshot } from "#plinth/gateway/histogram.ts";
import { rfc3339 } from "#plinth/host/clock.ts";
import type { Node } from "#plinth/model/system.ts";
import { endpointsOf } from "../copies/connections.ts";
import type { NodeView, PodView, TargetView } from "../copies/view.ts";
import { loopback } from "../plan/loopback.ts";
import { type LocalPlan, serverOf } from "../plan/plan.ts";
import type { Replica } from "../replicas/replica.ts";
import type { Usages } from "../replicas/usages.ts";
import type { Gateway } from "../traffic/gateway.ts";
import type { Crew } from "../workloads/crew.ts";

/** What views are made from. */
export interface Seen {
  readonly plan: LocalPlan;
  /** Workloads and servers, by id of node. */
  readonly crews: ReadonlyMap<string, Crew>;
  /** What each node that waits is waiting for. */
  readonly waiting: ReadonlyMap<string, readonly string[]>;
  /** Why a door could not be opened. */
  readonly failedDoors: ReadonlyMap<string, string>;
  readonly gateway: Gateway;
  readonly usages: Usages;
  /** It is on its way down, or down. */
  readonly stopping: "stopping" | "stopped" | undefined;
}

/** Processor and memory are shown over this long, ms. */
const shownMs = 3_000;

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** It has ended well, and is not started again. */
const isDone = ({ status, container }: Replica): boolean =>
  status.state === "Terminated" && container.lastExit?.exitCode === 0;

const podState = (replica: Replica, going: boolean): string => {
  if (replica.held) return replica.process ? "Stopping" : "Stopped";
  if (going) return "Terminating";
  return isDone(replica) ? "Completed" : replica.status.state;
};

/** What keeps it from being ready, told apart: start-up, readiness, liveness, a crash. */
const podWhy = (replica: Replica): string | undefined => {
  const { status, complaints, held, leaving, making, verdict } = replica;
  const { lastExit } = replica.container;
  if (isDone(replica)) return undefined;
  if (held) return "it was stopped by hand; start it by hand";
  if (status.state === "CrashLoopBackOff" || status.state === "Terminated") {
    return (
      verdict ??
      (lastExit &&
        `it ended ${lastExit.signal ? `by ${lastExit.signal}` : `with ${lastExit.exitCode}`}`)
    );
  }
  if (leaving || status.ready || status.state !== "Running") return undefined;
  if (!status.started) {
    if (!making.pod.probes.startup) return undefined;
    return `its startup probe has not succeeded yet${complaints.startup ? `: ${complaints.startup}` : ""}`;
  }
  return `its readiness probe fails${complaints.readiness ? `: ${complaints.readiness}` : ""}`;
};

const usageOf = (usages: Usages, name: string): Pick<PodView, "cpuMilli" | "memoryMib"> => {
  const used = usages.over(name, shownMs);
  return used ? { cpuMilli: Math.round(used.cpuMilli), memoryMib: rounded(used.memoryMib) } : {};
};

const addressOf = (seen: Seen, { node }: Crew, port: number): string => {
  const scheme = seen.plan.servers.get(node)?.ports[0]?.scheme ?? "http";
  return `${scheme}://${loopback}:${port}`;
};

const podOf = (seen: Seen, crew: Crew, replica: Replica): PodView => {
  const why = podWhy(replica);
  const role = crew.roleOf(replica);
  const { lastExit, process, startedAtMs, ports } = replica.container;
  const [port] = ports;
  const { retryAtMs } = replica;
  return {
    name: replica.name,
    state: podState(replica, crew.isGoing(replica)),
    ...(role !== undefined && { role }),
    ...(why !== undefined && { why }),
    started: replica.status.started,
    ready: crew.isReady(replica),
    restarts: replica.restarts,
    ...(process && { pid: process.pid }),
    ...(process && port !== undefined && { address: addressOf(seen, crew, port) }),
    ...(startedAtMs !== undefined && { startedAt: rfc3339(startedAtMs) }),
    ...(lastExit && {
      lastExit: {
        code: lastExit.exitCode,
        ...(lastExit.signal !== undefined && { signal: lastExit.signal }),
        at: rfc3339(lastExit.atMs),
      },
    }),
    ...(retryAtMs !== undefined && { retryAt: rfc3339(retryAtMs) }),
    ...usageOf(seen.usages, replica.name),
    requestsPerSecond: rounded(seen.gateway.traffic.targetRate(replica.name)),
    revision: replica.making.revision,
    machine: replica.making.machine,
  };
};

const sum = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : rounded(known.reduce((a, b) => a + b, 0));
};

const crewState = (seen: Seen, crew: Crew): NodeView["state"] => {
  const present = crew.present;
  const running = present.filter((replica) => !replica.held);
  const ready = present.filter((replica) => crew.isReady(replica)).length;
  if (seen.stopping) return crew.replicas.length === 0 ? "stopped" : "stopping";
  if (seen.waiting.has(crew.node)) return "waiting";
  if (crew.elsewhere) {
    return crew.elsewhere.answers ? "running" : crew.wasReady ? "degraded" : "starting";
  }
  const failing = running.some(({ status }) => status.state === "CrashLoopBackOff");
  if (failing) return "failing";
  if (crew.runsOnce) return ready > 0 ? "completed" : crew.wasReady ? "updating" : "starting";
  const mixed = new Set(present.map(({ making }) => making.revision)).size > 1;
  if (mixed || present.length !== crew.wanted) {
    return crew.wasReady ? "updating" : "starting";
  }
  if (ready >= crew.wanted) return "running";
  return crew.wasReady ? "degraded" : "starting";
};

const healthOf = (state: NodeView["state"], ready: number, wanted: number): NodeView["health"] => {
  if (state === "stopped") return "none";
  if (state === "waiting") return "unknown";
  if (state === "running" || (wanted > 0 && ready >= wanted)) return "healthy";
  return state === "starting" ? "unknown" : "unhealthy";
};

const crewView = (seen: Seen, node: Node, crew: Crew): Partial<NodeView> => {
  const state = crewState(seen, crew);
  const pods = [...crew.replicas]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((replica) => podOf(seen, crew, replica));
  const ready = crew.present.filter((replica) => crew.isReady(replica)).length;
  const troubled = pods.find(({ why }) => why !== undefined);
  const cpuMilli = sum(pods.map((pod) => pod.cpuMilli));
  const memoryMib = sum(pods.map((pod) => pod.memoryMib));
  const waitingFor = seen.waiting.get(node.id);
  return {
    state,
    health: healthOf(state, ready, crew.wanted),
    ...(crew.elsewhere?.answers === false && { why: crew.elsewhere.says }),
    ...(troubled && { why: `${troubled.name}: ${troubled.why}` }),
    ...(waitingFor && { waitingFor }),
    replicas: { wanted: crew.wanted, ready, total: crew.present.length },
    ...(cpuMilli !== undefined && { cpuMilli }),
    ...(memoryMib !== undefined && { memoryMib }),
    restarts: pods.reduce((all, pod) => all + pod.restarts, 0),
    requestsPerSecond: sum(pods.map((pod) => pod.requestsPerSecond)) ?? 0,
    endpoints: endpointsOf(seen.plan, seen.gateway.listening, node.id),
    ...(crew.autoscaler && { autoscaler: crew.autoscaler.view() }),
    pods,
  };
};

const targetsOf = (seen: Seen, door: string): TargetView[] =>
  [...seen.gateway.targets.values()]
    .filter(({ group }) => group.startsWith(`${door} -> `))
    .map(({ target, state, reason, description }) => {
      const why = description ?? reason;
      return { pod: target, state, ...(why !== undefined && { reason: why }) };
    })
    .sort((a, b) => (a.pod < b.pod ? -1 : 1));

const doorView = (seen: Seen, node: Node): Partial<NodeView> => {
  const failed = seen.failedDoors.get(node.id);
  const listening = seen.gateway.listening.get(node.id);
  const now = seen.gateway.traffic.door(node.id);
  const targets = targetsOf(seen, node.id);
  const recent = now.stats && now.before && sinceSnapshot(now.before.latency, now.stats.latency);
  const [p50, p99] = recent ? [quantileMs(recent, 0.5), quantileMs(recent, 0.99)] : [];
  const listens = listening !== undefined;
  const healthy = targets.some(({ state }) => state === "healthy");
  const why =
    failed ?? (listens && !healthy ? "no target is healthy yet: it answers 503" : undefined);
  const running = listens ? (healthy ? "running" : "starting") : "starting";
  return {
    state: seen.stopping ?? (failed !== undefined ? "failed" : running),
    health: failed !== undefined ? "unhealthy" : healthy ? "healthy" : "unknown",
    ...(why !== undefined && { why }),
    ...usageOf(seen.usages, "gateway"),
    ...(listens && { requestsPerSecond: rounded(now.perSecond) }),
    ...(p50 !== undefined && { latencyMsP50: Number(p50.toPrecision(2)) }),
    ...(p99 !== undefined && { latencyMsP99: Number(p99.toPrecision(2)) }),
    endpoints: listening ? [`http://${listening.host}:${listening.port}`] : [],
    targets,
  };
};

/** A database is as well as its server. */
const databaseView = (seen: Seen, node: Node): Partial<NodeView> => {
  const server = seen.crews.get(serverOf(seen.plan, node.id));
  if (!server) return {};
  const state = crewState(seen, server);
  const ready = server.present.filter((replica) => server.isReady(replica)).length;
  const health = healthOf(state, ready, server.wanted);
  const endpoints = endpointsOf(seen.plan, seen.gateway.listening, node.id);
  return { state, health, endpoints };
};

/** What one node looks like now. */
export const nodeView = (seen: Seen, node: Node): NodeView => {
  const common = { id: node.id, kind: node.kind, phase: node.phase, endpoints: [] };
  const crew = seen.crews.get(node.id);
  const why = seen.plan.notHere.get(node.id);
  const state = why === undefined ? "place" : "not-here";
  return {
    ...common,
    state,
    health: "none",
    ...(why !== undefined && { why }),
    ...(crew && crewView(seen, node, crew)),
    ...(seen.plan.databases.has(node.id) && databaseView(seen, node)),
    ...(seen.plan.doors.has(node.id) && doorView(seen, node)),
  };
};
