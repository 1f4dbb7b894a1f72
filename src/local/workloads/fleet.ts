import { survey } from "#plinth/host/survey.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { startOrder } from "#plinth/model/start-order.ts";
import { loopback } from "../plan/loopback.ts";
import { type LocalPlan, neededBy } from "../plan/plan.ts";
import type { Target } from "../plan/routing.ts";
import type { Replica } from "../replicas/replica.ts";
import { Turns } from "../replicas/turns.ts";
import { Elsewhere } from "../servers/elsewhere.ts";
import type { ServerMaking } from "../servers/engine.ts";
import { Server } from "../servers/server.ts";
import { Task } from "./task.ts";
import { Workload, type WorkloadHooks } from "./workload.ts";
import type { WorkloadMaking } from "./workload-making.ts";

type AnyServer = Server | Elsewhere;
type AnyCrew = Workload | Task | AnyServer;

/**
 * All workloads, tasks and servers of a copy: which there are, which still wait, and what is done to them by
 * hand.
 */
export class Fleet {
  readonly workloads = new Map<string, Workload>();
  readonly tasks = new Map<string, Task>();
  readonly servers = new Map<string, AnyServer>();
  /** What each workload that has not begun waits for. */
  readonly waiting = new Map<string, readonly string[]>();
  /** Those that the description no longer has, until the last process of each is gone. */
  private readonly leaving = new Set<AnyCrew>();
  private readonly hooksOf: (node: string) => WorkloadHooks;
  private readonly processors = survey().processors;
  /** Who may start a program now. */
  readonly turns = new Turns(() => this.programsAtOnce());
  private ending = false;

  constructor(hooksOf: (node: string) => WorkloadHooks) {
    this.hooksOf = hooksOf;
  }

  /** How many programs may load at a time, so that the servers that come up are not slowed down. */
  private programsAtOnce(): number {
    const coming = [...this.servers.values()].filter(({ isComingUp }) => isComingUp).length;
    if (this.ending || coming === 0) return Number.POSITIVE_INFINITY;
    return Math.max(1, this.processors - coming);
  }

  private get all(): AnyCrew[] {
    return [...this.crews.values(), ...this.leaving];
  }

  /** By id of node. */
  get crews(): ReadonlyMap<string, AnyCrew> {
    return new Map<string, AnyCrew>([...this.workloads, ...this.tasks, ...this.servers]);
  }

  get replicas(): Replica[] {
    return this.all.flatMap((workload) => workload.replicas);
  }

  /** Makes all be as they are described: changes, adds and ends, and leaves what is the same. */
  take(
    makings: readonly WorkloadMaking[],
    serverMakings: readonly ServerMaking[],
    plan: LocalPlan,
  ): void {
    // First, for they may refuse.
    for (const making of serverMakings) {
      const server = this.servers.get(making.node);
      if (server) server.remake(making);
      else {
        const [given, hooks] = [plan.given.get(making.node), this.hooksOf(making.node)];
        const server = given ? new Elsewhere(making, given, hooks) : new Server(making, hooks);
        this.servers.set(making.node, server);
        this.waiting.set(making.node, neededBy(plan, making.node));
      }
    }
    for (const making of makings) {
      const { node, part } = making;
      const known = part.runsOnce ? this.tasks.get(node) : this.workloads.get(node);
      if (known) known.remake(making);
      else {
        if (part.runsOnce) this.tasks.set(node, new Task(making, this.hooksOf(node)));
        else this.workloads.set(node, new Workload(making, this.hooksOf(node)));
        this.waiting.set(node, neededBy(plan, node));
      }
    }
    for (const [node, crew] of this.crews) {
      if (plan.workloads.has(node) || plan.servers.has(node)) continue;
      this.workloads.delete(node);
      this.tasks.delete(node);
      this.servers.delete(node);
      this.waiting.delete(node);
      this.leaving.add(crew);
      void crew.end().then(() => this.leaving.delete(crew));
    }
  }

  /** Starts workloads whose needs are met, in start order. */
  startWhatCan(plan: LocalPlan, listens: (door: string) => boolean): void {
    if (this.waiting.size === 0) return;
    const { crews } = this;
    const wasReady = (id: string): boolean => crews.get(id)?.wasReady ?? listens(id);
    for (const id of startOrder(plan.system).order) {
      const crew = crews.get(id);
      if (!crew || !this.waiting.has(id)) continue;
      const missing = neededBy(plan, id).filter((need) => !wasReady(need));
      if (missing.length > 0) this.waiting.set(id, missing);
      else {
        this.waiting.delete(id);
        crew.begin();
      }
    }
  }

  /** The replicas as doors see them: those with a process that is not on its way out. */
  targets(): Target[] {
    const ofWorkloads = [...this.workloads].flatMap(([node, workload]) =>
      workload.replicas.flatMap((replica): Target[] => {
        const [port] = replica.container.ports;
        if (port === undefined || !replica.process || replica.leaving) return [];
        return [{ node, id: replica.name, host: loopback, port, ready: replica.ready }];
      }),
    );
    return [...ofWorkloads, ...[...this.servers.values()].flatMap((server) => server.targets())];
  }

  /** What is to be known of the servers that there are, one sentence each. */
  get notes(): string[] {
    return [...this.servers.values()].flatMap(({ version }) => version ?? []);
  }

  /** The folders whose files are watched. */
  sources(): string[] {
    const folders = [...this.workloads.values(), ...this.tasks.values()].flatMap(
      ({ making }) => making.program.source ?? [],
    );
    return [...new Set(folders)];
  }

  private workload(node: string): Workload {
    const workload = this.workloads.get(node);
    if (workload) return workload;
    if (this.servers.has(node)) {
      const remedy = "change it there and bring the copy up again";
      throw new Refusal("usage", `"${node}" has as many members as its model says; ${remedy}`);
    }
    throw new Refusal("usage", `"${node}" has no replicas; only services have`);
  }

  private replica(pod: string): { readonly crew: AnyCrew; readonly replica: Replica } {
    for (const crew of this.crews.values()) {
      const replica = crew.present.find(({ name }) => name === pod);
      if (replica) return { crew, replica };
    }
    throw new Refusal("usage", `there is no replica "${pod}"`);
  }

  /** Replaces the replicas of a node one after another, or one replica. */
  restart(target: string): void {
    const whole = this.crews.get(target);
    if (whole) {
      whole.restart();
      return;
    }
    const { crew, replica } = this.replica(target);
    crew.replace(replica);
  }

  /** Holds a number of replicas, or (`null`) gives it back. */
  scale(node: string, replicas: number | null): void {
    if (replicas !== null && (!Number.isInteger(replicas) || replicas < 0 || replicas > 200)) {
      throw new Refusal("usage", `"${node}" cannot have ${replicas} replicas; write 0 to 200`);
    }
    this.workload(node).hold(replicas);
  }

  /** Stops one replica. Resolves when its process is gone. */
  async stop(pod: string): Promise<void> {
    const { replica } = this.replica(pod);
    replica.held = true;
    await replica.end();
  }

  start(pod: string): void {
    const { replica } = this.replica(pod);
    if (!replica.held) throw new Refusal("usage", `"${pod}" was not stopped by hand`);
    if (!replica.process) replica.begin();
  }

  /** Ends all. Resolves when no process of theirs runs. */
  async end(): Promise<void> {
    this.ending = true;
    this.turns.look();
    const isServer = (crew: AnyCrew): boolean => crew instanceof Server;
    // Servers last: who is being stopped finishes what it is at.
    for (const crews of [this.all.filter((crew) => !isServer(crew)), this.all.filter(isServer)]) {
      await Promise.all(crews.map((crew) => crew.end()));
    }
  }

  /** Ends all at once, with SIGKILL. */
  kill(): void {
    for (const { process } of this.replicas) process?.signal("SIGKILL");
  }
}
