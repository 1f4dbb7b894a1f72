import type { LinkFault } from "#plinth/gateway/config.ts";
import { after, type Cancel, every, monotonicMs, nowMs, rfc3339 } from "#plinth/host/clock.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { signalOne } from "#plinth/host/processes/start.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { copyView } from "./api/copy-view.ts";
import { type Connection, connectionsOf } from "./copies/connections.ts";
import type { EventLog } from "./copies/events.ts";
import type { LogStore } from "./copies/log-store.ts";
import { Records } from "./copies/records.ts";
import type { SystemView } from "./copies/view.ts";
import { endProcesses } from "./end-processes.ts";
import type { CopyContext } from "./plan/launch.ts";
import { type LocalPlan, machinesOf } from "./plan/plan.ts";
import { type ChosenPorts, choosePorts, otherPortFor } from "./plan/ports.ts";
import { addressesOf } from "./plan/resolve.ts";
import { nodeOfDoor, routingOf } from "./plan/routing.ts";
import { childrenOf, gatewayChild, guarded } from "./replicas/children.ts";
import { measurePeriodMs, Usages } from "./replicas/usages.ts";
import type { ServerMaking } from "./servers/engine.ts";
import { givenNotes, withGiven } from "./servers/given.ts";
import { passwordsOf, volumesFolder } from "./servers/passwords.ts";
import { Gateway } from "./traffic/gateway.ts";
import { autoscalePeriodS, type DepthOf } from "./workloads/autoscaler.ts";
import { Fleet } from "./workloads/fleet.ts";
import type { WorkloadHooks } from "./workloads/workload.ts";
import { makingsOf, serverMakingsOf, type WorkloadMaking } from "./workloads/workload-making.ts";

type Makings = readonly [readonly WorkloadMaking[], readonly ServerMaking[]];

export interface SupervisorOptions {
  readonly plan: LocalPlan;
  readonly ports: ChosenPorts;
  /** What is worth knowing of the description, one sentence each. */
  readonly notes: readonly string[];
  readonly copy: CopyContext;
  /** Absolute; the copy's state. */
  readonly folder: string;
  /** Relative to the project, for people. */
  readonly file: string;
  readonly autoscalerSpeed: number;
  /** A door whose port is taken may listen on another. */
  readonly otherPorts: boolean;
}

/** The last view is written to disk this often, ms, for whoever looks after a crash. */
const viewPeriodMs = 5_000;

/** Runs one copy of a system: gateway, workloads, autoscalers; knows it all and shows it. */
export class Supervisor {
  private readonly records: Records;
  readonly events: EventLog;
  readonly logs: LogStore;
  readonly gateway: Gateway;
  readonly fleet: Fleet;
  /** What is run now, and where its doors are. */
  plan: LocalPlan;
  ports: ChosenPorts;
  private turn: Promise<void> = Promise.resolve();
  private readonly options: SupervisorOptions;
  private readonly failedDoors = new Map<string, string>();
  /** Those that have listened where they are to listen, and so stay there. */
  private readonly settledDoors = new Set<string>();
  private readonly usages = new Usages();
  private readonly password: (node: string) => string;
  private readonly began = monotonicMs();
  private readonly startedAt = rfc3339(nowMs());
  private readonly watchers = new Set<() => void>();
  private readonly repetitions: Cancel[] = [];
  private readyAfterMs: number | undefined;
  private stopping: Promise<void> | undefined;
  private gone = false;
  private readonly ended = Promise.withResolvers<void>();
  private scheduled = false;

  constructor(options: SupervisorOptions) {
    this.options = options;
    this.plan = options.plan;
    this.ports = options.ports;
    const passwords = passwordsOf(options.folder);
    this.password = (node) => this.plan.given.get(node)?.password ?? passwords(node);
    const { autoscalerSpeed: speed } = options;
    const faster = `The autoscalers live ${speed} times as fast as the clock on the wall.`;
    const differs = [...options.plan.servers.values()].flatMap((server) => server.differs);
    const notes = [
      ...options.notes,
      ...differs,
      ...givenNotes(options.plan),
      ...options.ports.notes,
      ...(speed === 1 ? [] : [faster]),
    ];
    this.records = new Records(options.folder, notes);
    this.events = this.records.events;
    this.logs = this.records.logs;
    this.fleet = new Fleet((node) => this.workloadHooks(node));
    this.gateway = new Gateway(
      {
        changed: () => this.changed(),
        started: () => this.childrenChanged(),
        event: (type, node, reason, message) => this.events.add({ type, node, reason, message }),
        doorFailed: (door, port, code, says) => this.doorFailed(door, port, code, says),
      },
      { PLINTH_RUN: options.copy.runId },
    );
  }

  /** Something that happened to the copy as a whole. */
  private say(reason: string, message: string, type: "Normal" | "Warning" = "Normal"): void {
    this.events.add({ type, node: "", reason, message });
  }

  private doorFailed(door: string, port: number, code: string, says: string): void {
    const node = nodeOfDoor(door);
    const why = `port ${port} cannot be opened: ${code} ${says}`;
    const fail = (): void => {
      const isNews = this.failedDoors.get(node) !== why;
      this.failedDoors.set(node, why);
      if (isNews) this.events.add({ type: "Warning", node, reason: "DoorFailed", message: why });
      this.tellWatchers();
    };
    // One that can move has not failed: somebody who waits would give up.
    if (code === "EADDRINUSE" && !this.settledDoors.has(door)) void this.move(door, port, fail);
    else fail();
  }

  private seeDoors(): void {
    for (const door of this.gateway.listening.keys()) {
      this.failedDoors.delete(nodeOfDoor(door));
      this.settledDoors.add(door);
    }
  }

  /** What there is to run, all of it looked up before any of it is taken over. */
  private makingsOf(plan: LocalPlan, ports: ChosenPorts): Makings {
    const { copy, folder, autoscalerSpeed } = this.options;
    const addresses = addressesOf(ports, this.password);
    const workloads = makingsOf(plan, addresses, copy, autoscalerSpeed);
    return [workloads, serverMakingsOf(plan, addresses, copy, volumesFolder(folder))];
  }

  private workloadHooks(node: string): WorkloadHooks {
    return {
      changed: () => this.changed(),
      event: (pod, type, reason, message) =>
        this.events.add({ type, node, ...(pod !== undefined && { pod }), reason, message }),
      gone: (pod) => this.logs.close(pod),
      machines: () => machinesOf(this.plan),
      replica: (name) => ({
        log: (stream, line) => this.logs.add(node, name, stream, line),
        children: () => this.childrenChanged(),
        unrouted: () => this.route(),
        drained: () => this.gateway.drained(name),
        // Servers are what the others leave room for.
        ...(!this.plan.servers.has(node) && { turn: () => this.fleet.turns.take() }),
      }),
    };
  }

  /**
   * Looks up all that is to be run, and starts nothing.
   * @throws Refusal when a program, its folder or an address is not there
   */
  prepare(): void {
    this.fleet.take(...this.makingsOf(this.plan, this.ports), this.plan);
    this.records.notes.push(...this.fleet.notes);
  }

  /** Starts everything, once prepared. Resolves when it has begun, not when it is ready. */
  async begin(): Promise<void> {
    const { plan } = this;
    const { name, profile } = plan.system;
    this.say("Starting", `${name} (${profile}) as ${this.options.copy.name}`);
    for (const note of this.records.notes) this.say("Note", note, "Warning");
    const gatewayReady = this.gateway.begin();
    this.startWhatCan();
    this.records.keepView(this.view());
    await gatewayReady;
    void this.route();
    this.records.keepView(this.view());
    const speed = this.options.autoscalerSpeed;
    this.repetitions.push(
      every(measurePeriodMs, () => this.measure()),
      every((autoscalePeriodS * 1000) / speed, () => this.autoscale()),
      every(viewPeriodMs, () => this.records.keepView(this.view())),
    );
  }

  private startWhatCan(): void {
    this.fleet.startWhatCan(this.plan, (door) => this.gateway.listening.has(door));
  }

  /** Puts the doors in line with the replicas there are. Resolves when that is in force. */
  private route(): Promise<void> {
    const targets = this.fleet.targets();
    return this.gateway.configure(routingOf(this.plan, this.ports, targets));
  }

  private measure(): void {
    const { pid } = this.gateway;
    const pods = this.fleet.replicas.flatMap(({ name, process }) =>
      process ? [[name, process.pid] as const] : [],
    );
    this.usages.measure([...pods, ...(pid === undefined ? [] : [["gateway", pid] as const])]);
    this.tellWatchers();
  }

  private autoscale(): void {
    const depthOf: DepthOf = async ({ server, name }) =>
      this.fleet.servers.get(server)?.depthOf(name);
    for (const workload of this.fleet.workloads.values()) {
      void workload.autoscale(this.usages, depthOf).then(() => this.tellWatchers());
    }
  }

  private childrenChanged(): void {
    const children = childrenOf(this.fleet.replicas);
    this.gateway.guard(children.map(guarded));
    const all = [...gatewayChild(this.gateway.pid), ...children];
    this.records.keepChildren(this.options.copy.runId, all);
  }

  /** Something changed: the doors follow, and those who look are told, soon and once. */
  private changed(): void {
    if (this.scheduled || this.gone) return;
    this.scheduled = true;
    after(0, () => {
      this.scheduled = false;
      if (this.gone) return;
      this.seeDoors();
      void this.route();
      this.startWhatCan();
      this.fleet.turns.look();
      this.seeReady();
      this.tellWatchers();
    });
  }

  private seeReady(): void {
    if (this.readyAfterMs !== undefined || this.view().state !== "ready") return;
    this.readyAfterMs = Math.round(monotonicMs() - this.began);
    this.say("Ready", `everything is ready after ${this.readyAfterMs} ms`);
    this.records.keepView(this.view());
  }

  /** What it all looks like now. */
  view(): SystemView {
    const { plan, failedDoors, gateway, usages, startedAt, readyAfterMs } = this;
    const { crews, waiting } = this.fleet;
    const { copy, file, autoscalerSpeed } = this.options;
    const stopping = this.gone ? "stopped" : this.stopping ? "stopping" : undefined;
    return copyView({
      seen: { plan, crews, waiting, failedDoors, gateway, usages, stopping },
      name: copy.name,
      file,
      startedAt,
      readyAfterMs,
      autoscalerSpeed,
      notes: this.records.notes,
    });
  }

  /** How a node is got at, with what opens it. */
  connections(node: string): Connection[] {
    return connectionsOf(this.plan, this.gateway.listening, this.password, node);
  }

  /** Calls after each change. Returns how to stop. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private tellWatchers(): void {
    for (const watcher of this.watchers) watcher();
  }

  /**
   * Breaks a link, or (`null`) makes it whole. Resolves when that is so.
   * @throws Refusal when there is no such link
   */
  async break(link: string, fault: LinkFault | null): Promise<void> {
    const links = routingOf(this.plan, this.ports, []).links.map(({ id }) => id);
    if (!links.includes(link)) {
      const known = links.map((id) => `"${id}"`).join(", ") || "none";
      throw new Refusal("usage", `there is no link "${link}"; there are ${known}`);
    }
    await this.gateway.break(link, fault);
  }

  /** One change of the description or of ports after the other; none while it is being ended. */
  private inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.turn.then(() => (this.stopping ? undefined : change()));
    this.turn = done.catch(() => {});
    return done;
  }

  /**
   * Takes over a changed model, or changed source files: what differs is replaced, nothing else.
   * @throws Refusal when it cannot be run; nothing has changed then
   */
  refresh(changed: LocalPlan): Promise<void> {
    return this.inTurn(async () => {
      const plan = withGiven(changed);
      const ports = await choosePorts(plan, this.options.otherPorts, this);
      this.takeOver(plan, ports);
    });
  }

  /** Has a door listen on another port than that, if it may. */
  private move(door: string, from: number, fail: () => void): Promise<void> {
    return this.inTurn(async () => {
      const { doors, nodePorts, servers, edges } = this.ports;
      const isThere = [doors, nodePorts, servers, edges].some((ports) =>
        [...ports.values()].includes(from),
      );
      if (!isThere) return;
      const ports = await otherPortFor(door, this, this.options.otherPorts);
      if (ports) this.takeOver(this.plan, ports);
      else fail();
    });
  }

  private takeOver(plan: LocalPlan, ports: ChosenPorts): void {
    if (this.stopping) return;
    const made = this.makingsOf(plan, ports);
    for (const note of ports.notes.filter((each) => !this.ports.notes.includes(each))) {
      this.records.notes.push(note);
      this.say("Note", note, "Warning");
    }
    [this.plan, this.ports] = [plan, ports];
    this.failedDoors.clear();
    this.fleet.take(...made, plan);
    this.changed();
  }

  /** Ends everything. Resolves when nothing of it runs. */
  end(): Promise<void> {
    this.stopping ??= this.endNow();
    return this.stopping;
  }

  private async endNow(): Promise<void> {
    for (const cancel of this.repetitions) cancel();
    this.say("Stopping", "everything is ended");
    this.tellWatchers();
    const doors = this.gateway.close(1_000);
    await this.fleet.end();
    await doors;
    await endProcesses(this.strays());
    this.gone = true;
    this.say("Stopped", "nothing of it runs");
    this.records.keepView(this.view());
    this.records.flush();
    this.tellWatchers();
    this.ended.resolve();
  }

  /** Resolves when nothing of it runs, whoever ended it. */
  whenGone(): Promise<void> {
    return this.ended.promise;
  }

  /** Something that is worth knowing and changed nothing. */
  note(reason: string, message: string): void {
    this.say(reason, message, "Warning");
    this.tellWatchers();
  }

  /** Ends everything at once, with SIGKILL. */
  kill(): void {
    this.fleet.kill();
    this.gateway.kill();
    for (const pid of this.strays()) signalOne(pid, "SIGKILL");
  }

  /** What replicas have left behind: commands of probes, children that went into the background. */
  private strays(): number[] {
    return markedProcesses(`PLINTH_RUN=${this.options.copy.runId}`);
  }
}
