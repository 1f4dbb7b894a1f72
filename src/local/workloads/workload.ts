import { rollingSizes } from "#plinth/control/rollout/rolling.ts";
import { suffix } from "#plinth/host/chance.ts";
import { after, monotonicMs } from "#plinth/host/clock.ts";
import { type Launch, launchOf } from "../plan/launch.ts";
import { Replica, type ReplicaHooks } from "../replicas/replica.ts";
import type { Usages } from "../replicas/usages.ts";
import { Autoscaler, type DepthOf } from "./autoscaler.ts";
import type { Crew } from "./crew.ts";
import { leavingFirst } from "./leaving-first.ts";
import { revisionOf } from "./revision.ts";
import type { WorkloadMaking } from "./workload-making.ts";

/** What a workload needs of the supervisor. */
export interface WorkloadHooks {
  changed(): void;
  event(pod: string | undefined, type: "Normal" | "Warning", reason: string, says: string): void;
  /** For one replica, the rest of its hooks. */
  replica(name: string): Pick<ReplicaHooks, "log" | "children" | "unrouted" | "drained" | "turn">;
  /** One of its replicas is gone for good. */
  gone(pod: string): void;
  /** Names of the machines that replicas are spread over, at least one. */
  machines(): readonly string[];
}

/** Replicas of one program: what a Deployment, its replica sets and its autoscaler are. */
export class Workload implements Crew {
  making: WorkloadMaking;
  replicas: Replica[] = [];
  autoscaler: Autoscaler | undefined;
  /** How many there should be. */
  wanted = 0;
  /** Whether all wanted replicas were ready at some time. */
  wasReady = false;
  private readonly hooks: WorkloadHooks;
  private revision: string;
  private sizes = new Map<string, number>();
  private generation = 0;
  /** What it needs is there. */
  private begun = false;
  private closed = false;
  private scheduled = false;
  private deciding = false;

  constructor(making: WorkloadMaking, hooks: WorkloadHooks) {
    this.making = making;
    this.hooks = hooks;
    this.revision = revisionOf(making, 0);
    this.takePart();
    this.wanted = this.start;
  }

  private takePart(): void {
    const { part, autoscalerSpeed } = this.making;
    const held = this.autoscaler?.heldAt;
    this.autoscaler = part.scale && new Autoscaler(part, part.scale, autoscalerSpeed);
    if (this.autoscaler && held !== undefined) this.autoscaler.heldAt = held;
  }

  /** How many there are when nobody has decided otherwise. */
  private get start(): number {
    const { scale, replicas } = this.making.part;
    return scale ? Math.min(Math.max(replicas, scale.minReplicas), scale.maxReplicas) : replicas;
  }

  begin(): void {
    this.begun = true;
    this.reconcile();
  }

  /** Takes over what changed in the model: the number, the autoscaler, or the program itself. */
  remake(making: WorkloadMaking): void {
    const before = JSON.stringify([this.making.part.scale, this.making.part.replicas]);
    this.making = making;
    if (JSON.stringify([making.part.scale, making.part.replicas]) !== before) {
      this.takePart();
      if (this.autoscaler?.heldAt === undefined) this.wanted = this.start;
    }
    this.roll();
  }

  /** Replaces all replicas, one after another, whether anything changed or not. */
  restart(): void {
    this.generation++;
    this.roll();
  }

  private roll(): void {
    const revision = revisionOf(this.making, this.generation);
    if (revision === this.revision) {
      this.reconcile();
      return;
    }
    this.revision = revision;
    this.hooks.event(undefined, "Normal", "RollingUpdate", `changes over to revision ${revision}`);
    this.reconcile();
  }

  /** Holds the number, or (`null`) gives it back to the autoscaler or the model. */
  hold(replicas: number | null): void {
    const before = this.wanted;
    if (this.autoscaler) {
      this.autoscaler.heldAt = replicas ?? undefined;
      if (replicas !== null) this.wanted = replicas;
    } else this.wanted = replicas ?? this.start;
    const says =
      replicas === null ? "the number is no longer held by hand" : `held at ${replicas} by hand`;
    this.hooks.event(
      undefined,
      "Normal",
      "ScalingReplicaSet",
      `${before} -> ${this.wanted}: ${says}`,
    );
    this.reconcile();
  }

  /** Asks the autoscaler, and does as it says unless the number is held. */
  async autoscale(usages: Usages, depthOf: DepthOf): Promise<void> {
    const { autoscaler } = this;
    const isOver = (): boolean =>
      this.autoscaler !== autoscaler || autoscaler?.heldAt !== undefined || this.closed;
    if (!autoscaler || isOver() || this.deciding) return;
    this.deciding = true;
    const look = () => ({ wanted: this.wanted, replicas: this.present, usages });
    const to = await autoscaler.decide(depthOf, look);
    this.deciding = false;
    // While it looked, somebody may have taken the number over.
    if (isOver() || to === this.wanted) return;
    this.hooks.event(undefined, "Normal", "SuccessfulRescale", autoscaler.last?.why ?? "");
    this.wanted = to;
    this.reconcile();
  }

  /** Those that are not on their way out. */
  get present(): Replica[] {
    return this.replicas.filter((replica) => !this.goingAway.has(replica));
  }

  private readonly goingAway = new Set<Replica>();

  isGoing(replica: Replica): boolean {
    return this.goingAway.has(replica);
  }

  isReady(replica: Replica): boolean {
    return replica.ready;
  }

  roleOf(): undefined {}

  get node(): string {
    return this.making.node;
  }

  /** Restarts one replica by putting another in its place. */
  replace(replica: Replica): void {
    void this.remove(replica);
    this.reconcile();
  }

  /** Ends all replicas. */
  async end(graceS?: number): Promise<void> {
    this.closed = true;
    this.wanted = 0;
    await Promise.all(this.replicas.map((replica) => this.remove(replica, graceS)));
  }

  private available(replica: Replica): boolean {
    if (!replica.ready || replica.readySinceMs === undefined) return false;
    return monotonicMs() - replica.readySinceMs >= this.making.part.minReadyS * 1000;
  }

  /** Reconciles soon, once, however often it is asked for. */
  private soon(): void {
    if (this.scheduled || this.closed) return;
    this.scheduled = true;
    after(0, () => {
      this.scheduled = false;
      this.reconcile();
    });
  }

  /** Makes and removes replicas until there are as many of each revision as there should be. */
  reconcile(): void {
    if (this.closed || !this.begun) return;
    const revisions = new Set([
      ...this.present.map(({ making }) => making.revision),
      this.revision,
    ]);
    const sets = [...revisions].map((revision) => {
      const mine = this.present.filter(({ making }) => making.revision === revision);
      const spec = this.sizes.get(revision) ?? mine.length;
      const available = mine.filter((replica) => this.available(replica)).length;
      return { revision, spec, total: mine.length, available };
    });
    this.sizes = new Map(rollingSizes(sets, this.revision, this.wanted, this.making.part));
    for (const [revision, size] of this.sizes) {
      const mine = this.present.filter(({ making }) => making.revision === revision);
      for (let i = mine.length; i < size; i++) this.add();
      for (const replica of leavingFirst(mine, this.present).slice(
        0,
        Math.max(0, mine.length - size),
      )) {
        void this.remove(replica);
      }
      if (size === 0 && revision !== this.revision) this.sizes.delete(revision);
    }
    const ready = this.present.filter((replica) => replica.ready).length;
    if (ready >= this.wanted) this.wasReady = true;
  }

  /** The machine with the fewest replicas, the first of several. */
  private leastUsedMachine(): string {
    const counts = this.hooks.machines().map((machine) => {
      const count = this.present.filter(({ making }) => making.machine === machine).length;
      return { machine, count };
    });
    return counts.reduce((a, b) => (b.count < a.count ? b : a)).machine;
  }

  private add(): void {
    const { node, part, program, copy } = this.making;
    const name = `${node.split("/").at(-1)}-${this.revision}-${suffix(5)}`;
    const { revision } = this;
    const machine = this.leastUsedMachine();
    const launch = (ports: readonly number[]): Launch =>
      launchOf(program, part, copy, { name, machine, ports });
    const making = { name, machine, revision, pod: part, launch };
    const replica: Replica = new Replica(making, {
      ...this.hooks.replica(name),
      event: (type, reason, says) => this.hooks.event(name, type, reason, says),
      changed: () => {
        this.hooks.changed();
        this.soon();
        if (replica.ready && part.minReadyS > 0) after(part.minReadyS * 1000, () => this.soon());
      },
    });
    this.replicas.push(replica);
    replica.begin();
  }

  private async remove(replica: Replica, graceS?: number): Promise<void> {
    this.goingAway.add(replica);
    await replica.end(graceS);
    this.replicas = this.replicas.filter((other) => other !== replica);
    this.goingAway.delete(replica);
    this.hooks.gone(replica.name);
    this.hooks.changed();
    this.soon();
  }
}
