import { after } from "#plinth/host/clock.ts";
import { freePort, returnPort } from "#plinth/host/net/port.ts";
import { loopback } from "../plan/loopback.ts";
import type { Target } from "../plan/routing.ts";
import { Replica } from "../replicas/replica.ts";
import type { PodSpec } from "../replicas/replica-making.ts";
import type { Crew } from "../workloads/crew.ts";
import type { WorkloadHooks } from "../workloads/workload.ts";
import {
  type Engine,
  type EngineRun,
  type Member,
  memberName,
  type ServerMaking,
} from "./engine.ts";
import { engineOf } from "./engines.ts";
import { memberPod } from "./member-pod.ts";
import { leaveTakenPorts } from "./member-ports.ts";

/** When what clients need could not be made, it is tried again after so long, ms. */
const retryMs = 1_000;

/** A database or a broker: members that stay who they are, and what its engine makes of them. */
export class Server implements Crew {
  making: ServerMaking;
  replicas: Replica[] = [];
  wasReady = false;
  /** That it is of another version than the one asked for, as a sentence; none: it is that one. */
  readonly version: string | undefined;
  private readonly engine: Engine;
  private readonly hooks: WorkloadHooks;
  private readonly members = new Map<Replica, Member>();
  private run: EngineRun | undefined;
  private settled = false;
  private settling = false;
  private closed = false;
  private rolling: Promise<void> = Promise.resolve();
  private changes = Promise.withResolvers<void>();

  /** @throws Refusal when what it needs is not on this machine, or what it kept is not for it */
  constructor(making: ServerMaking, hooks: WorkloadHooks) {
    this.making = making;
    this.hooks = hooks;
    this.engine = engineOf(making.node, making.part.engine);
    const { version, from } = this.engine.find(making);
    this.engine.takes?.(making);
    if (version !== undefined && !version.startsWith(making.part.version)) {
      const asked = `"${making.node}" asks for version ${making.part.version}`;
      this.version = `${asked}; here it is ${version}, from ${from}.`;
    }
  }

  get node(): string {
    return this.making.node;
  }

  get wanted(): number {
    return this.closed ? 0 : this.making.part.members;
  }

  get present(): readonly Replica[] {
    return this.replicas;
  }

  isGoing(): boolean {
    return this.closed;
  }

  /** Its processes run for the first time, and clients are not served yet. */
  get isComingUp(): boolean {
    return !this.wasReady && this.replicas.some(({ process }) => process !== undefined);
  }

  isReady(replica: Replica): boolean {
    return replica.ready && this.settled;
  }

  roleOf(replica: Replica): string | undefined {
    const member = this.members.get(replica);
    return member && this.run?.role?.(member);
  }

  begin(): void {
    void this.start();
  }

  private async start(): Promise<void> {
    const { making, engine, hooks } = this;
    const pod = memberPod(engine, making);
    const all = await Promise.all(
      Array.from({ length: making.part.members }, async (_, index): Promise<Member> => {
        const name = memberName(making.node, index);
        const ports = await Promise.all(
          pod.ports.map(async (port) => [port.name, await freePort(loopback)] as const),
        );
        const folder = `${making.folder}/${name}`;
        return { index, name, ports: Object.fromEntries(ports), folder };
      }),
    );
    if (this.closed) return;
    this.run = engine.run(making, {
      members: all,
      event: (type, reason, says) => hooks.event(undefined, type, reason, says),
      changed: () => this.changed(),
      runs: (member) => this.replicaOf(member)?.process !== undefined,
      kill: (member) => this.replicaOf(member)?.process?.signal("SIGKILL"),
    });
    for (const member of all) this.add(member, pod, this.run);
    for (const replica of this.replicas) replica.begin();
  }

  private replicaOf(member: Member): Replica | undefined {
    return [...this.members].find(([, each]) => each === member)?.[0];
  }

  private add(member: Member, pod: PodSpec, run: EngineRun): void {
    const { hooks } = this;
    const { kubelet, commonPorts = [] } = this.engine;
    const own = Object.keys(member.ports).filter((port) => !commonPorts.includes(port));
    const told = (says: string): void => hooks.event(name, "Warning", "PortTaken", says);
    const { name } = member;
    const machines = hooks.machines();
    const making = {
      name,
      machine: machines[member.index % machines.length] ?? "",
      revision: this.making.part.version,
      ...(kubelet && { kubelet }),
      pod,
      ports: async () => {
        await leaveTakenPorts(member, own, told);
        return Object.values(member.ports);
      },
      launch: () => run.launch(member),
      ask: (probe: string, timeoutMs: number) => run.ask(member, timeoutMs, probe === "startup"),
    };
    const replica = new Replica(making, {
      ...hooks.replica(name),
      event: (type, reason, says) => hooks.event(name, type, reason, says),
      changed: () => this.changed(),
      exited: () => run.exited?.(member),
    });
    this.members.set(replica, member);
    this.replicas.push(replica);
  }

  private changed(): void {
    this.changes.resolve();
    this.changes = Promise.withResolvers<void>();
    const isWhole = this.replicas.length > 0 && this.replicas.every(({ ready }) => ready);
    if (isWhole && !this.settled) void this.settle();
    this.hooks.changed();
  }

  private async settle(): Promise<void> {
    if (this.settling || this.closed) return;
    this.settling = true;
    try {
      await this.run?.settle(this.making);
      this.settled = true;
      this.wasReady = true;
    } catch (error) {
      const says = `what clients need could not be made: ${(error as Error).message}`;
      this.hooks.event(undefined, "Warning", "NotSettled", says);
      after(retryMs, () => this.changed());
    } finally {
      this.settling = false;
    }
    if (this.settled) this.hooks.changed();
  }

  /** How many messages a queue of it has; undefined: it cannot say now. Never throws. */
  async depthOf(queue: string): Promise<number | undefined> {
    return this.settled ? this.run?.depthOf?.(queue) : undefined;
  }

  /** The members as doors see them: for each port those that clients are sent to. */
  targets(): Target[] {
    return this.replicas.flatMap((replica): Target[] => {
      const member = this.members.get(replica);
      if (!member || !replica.process || replica.leaving) return [];
      const ready = this.isReady(replica) && this.run?.serves(member) === true;
      return this.making.part.ports.map(({ name }) => {
        const [node, id, port] = [this.node, replica.name, member.ports[name] ?? 0];
        return { node, through: name, id, host: loopback, port, ready };
      });
    });
  }

  /** Takes over what changed in the model; whatever needs new processes replaces them one by one. */
  remake(making: ServerMaking): void {
    const isSame = JSON.stringify(making.part) === JSON.stringify(this.making.part);
    if (!isSame && making.part.members !== this.making.part.members) {
      const says = "another number of members is taken over when it is brought up again";
      this.hooks.event(undefined, "Warning", "NotTakenOver", says);
      return;
    }
    this.making = making;
    if (!this.run || !this.wasReady) return;
    this.settled = false;
    void this.settle();
    if (!isSame) this.restart();
  }

  /** Stops and starts the members, one after another; those that serve come last. */
  restart(): void {
    this.rolling = this.rolling.then(async () => {
      const serves = (replica: Replica): boolean => {
        const member = this.members.get(replica);
        return member !== undefined && this.run?.serves(member) === true;
      };
      for (const replica of this.replicas.toSorted((a, b) => +serves(a) - +serves(b))) {
        await this.again(replica);
        const isDone = (): boolean => replica.ready && this.run?.isWhole?.() !== false;
        while (!isDone() && !replica.held && !this.closed) await this.changes.promise;
      }
    });
  }

  /** Stops and starts one member. */
  replace(replica: Replica): void {
    void this.again(replica);
  }

  private async again(replica: Replica): Promise<void> {
    await replica.end();
    if (!this.closed) replica.begin();
  }

  /** Ends all members. Resolves when none of their processes runs. */
  async end(): Promise<void> {
    this.closed = true;
    this.changes.resolve();
    await this.run?.close?.();
    await Promise.all(this.replicas.map((replica) => replica.end()));
    for (const { ports } of this.members.values()) {
      for (const port of Object.values(ports)) returnPort(port);
    }
  }
}
