import { Refusal } from "#plinth/model/refusal.ts";
import { startOrder } from "#plinth/model/start-order.ts";
import { loopback } from "./loopback.ts";
import { type LocalPlan, neededBy } from "./plan.ts";
import type { Replica } from "./replica.ts";
import type { Target } from "./routing.ts";
import { Workload, type WorkloadHooks } from "./workload.ts";
import type { WorkloadMaking } from "./workload-making.ts";

/** All workloads of a copy: which there are, which still wait, and what is done to them by hand. */
export class Fleet {
  readonly workloads = new Map<string, Workload>();
  /** What each workload that has not begun waits for. */
  readonly waiting = new Map<string, readonly string[]>();
  /** Those that the description no longer has, until the last process of each is gone. */
  private readonly leaving = new Set<Workload>();
  private readonly hooksOf: (node: string) => WorkloadHooks;

  constructor(hooksOf: (node: string) => WorkloadHooks) {
    this.hooksOf = hooksOf;
  }

  private get all(): Workload[] {
    return [...this.workloads.values(), ...this.leaving];
  }

  get replicas(): Replica[] {
    return this.all.flatMap((workload) => workload.replicas);
  }

  /** Makes workloads be as they are described: changes, adds and ends, and leaves what is the same. */
  take(makings: readonly WorkloadMaking[], plan: LocalPlan): void {
    for (const making of makings) {
      const workload = this.workloads.get(making.node);
      if (workload) workload.remake(making);
      else {
        this.workloads.set(making.node, new Workload(making, this.hooksOf(making.node)));
        this.waiting.set(making.node, neededBy(plan, making.node));
      }
    }
    for (const [node, workload] of this.workloads) {
      if (plan.workloads.has(node)) continue;
      this.workloads.delete(node);
      this.waiting.delete(node);
      this.leaving.add(workload);
      void workload.end().then(() => this.leaving.delete(workload));
    }
  }

  /** Starts workloads whose needs are met, in start order. */
  startWhatCan(plan: LocalPlan, listens: (door: string) => boolean): void {
    if (this.waiting.size === 0) return;
    const wasReady = (id: string): boolean => this.workloads.get(id)?.wasReady ?? listens(id);
    for (const id of startOrder(plan.system).order) {
      const workload = this.workloads.get(id);
      if (!workload || !this.waiting.has(id)) continue;
      const missing = neededBy(plan, id).filter((need) => !wasReady(need));
      if (missing.length > 0) this.waiting.set(id, missing);
      else {
        this.waiting.delete(id);
        workload.begin();
      }
    }
  }

  /** The replicas as doors see them: those with a process that is not on its way out. */
  targets(): Target[] {
    return [...this.workloads].flatMap(([node, workload]) =>
      workload.replicas.flatMap((replica): Target[] => {
        const [port] = replica.container.ports;
        if (port === undefined || !replica.process || replica.leaving) return [];
        return [{ node, id: replica.name, host: loopback, port, ready: replica.ready }];
      }),
    );
  }

  /** The folders whose files are watched. */
  sources(): string[] {
    const folders = [...this.workloads.values()].flatMap(
      ({ making }) => making.program.source ?? [],
    );
    return [...new Set(folders)];
  }

  private workload(node: string): Workload {
    const workload = this.workloads.get(node);
    if (workload) return workload;
    throw new Refusal("usage", `"${node}" has no replicas; only services have`);
  }

  private replica(pod: string): { readonly workload: Workload; readonly replica: Replica } {
    for (const workload of this.workloads.values()) {
      const replica = workload.present.find(({ name }) => name === pod);
      if (replica) return { workload, replica };
    }
    throw new Refusal("usage", `there is no replica "${pod}"`);
  }

  /** Replaces the replicas of a node one after another, or one replica. */
  restart(target: string): void {
    if (this.workloads.has(target)) {
      this.workload(target).restart();
      return;
    }
    const { workload, replica } = this.replica(target);
    workload.replace(replica);
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
    await Promise.all(this.all.map((workload) => workload.end()));
  }

  /** Ends all at once, with SIGKILL. */
  kill(): void {
    for (const { process } of this.replicas) process?.signal("SIGKILL");
  }
}
