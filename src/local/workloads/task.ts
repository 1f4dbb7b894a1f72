import { suffix } from "#plinth/host/chance.ts";
import { launchOf } from "../plan/launch.ts";
import { Replica } from "../replicas/replica.ts";
import type { Crew } from "./crew.ts";
import { revisionOf } from "./revision.ts";
import type { WorkloadHooks } from "./workload.ts";
import type { WorkloadMaking } from "./workload-making.ts";

/** One run of a program to its end: what a Job is. One that fails is started again, with a back-off. */
export class Task implements Crew {
  readonly runsOnce = true;
  readonly wanted = 1;
  /** Whether it ended well at some time. */
  wasReady = false;
  making: WorkloadMaking;
  replicas: Replica[] = [];
  private readonly hooks: WorkloadHooks;
  private revision: string;
  private generation = 0;
  private begun = false;
  private closed = false;
  private readonly leaving = new Set<Replica>();

  constructor(making: WorkloadMaking, hooks: WorkloadHooks) {
    this.making = making;
    this.hooks = hooks;
    this.revision = revisionOf(making, 0);
  }

  get node(): string {
    return this.making.node;
  }

  get present(): readonly Replica[] {
    return this.replicas.filter((replica) => !this.leaving.has(replica));
  }

  isGoing(replica: Replica): boolean {
    return this.leaving.has(replica);
  }

  /** It has ended well. */
  isReady({ process, container }: Replica): boolean {
    return !process && container.lastExit?.exitCode === 0;
  }

  roleOf(): undefined {}

  begin(): void {
    this.begun = true;
    this.run();
  }

  /** Takes over what changed in the model or its files: another program is run as well. */
  remake(making: WorkloadMaking): void {
    this.making = making;
    const revision = revisionOf(making, this.generation);
    if (revision === this.revision) return;
    this.revision = revision;
    if (this.begun && !this.closed) void this.again();
  }

  /** Runs it again, whether it has ended or not. */
  restart(): void {
    this.generation++;
    this.remake(this.making);
  }

  /** Runs it again: it has one replica. */
  replace(): void {
    this.restart();
  }

  private async again(): Promise<void> {
    await Promise.all(this.present.map((replica) => this.remove(replica)));
    if (!this.closed && this.present.length === 0) this.run();
  }

  private run(): void {
    const { node, part, program, copy } = this.making;
    const { revision, hooks } = this;
    const name = `${node.split("/").at(-1)}-${revision}-${suffix(5)}`;
    const machine = hooks.machines()[0] ?? "";
    const launch = (ports: readonly number[]) =>
      launchOf(program, part, copy, { name, machine, ports });
    const replica: Replica = new Replica(
      { name, machine, revision, pod: part, launch },
      {
        ...hooks.replica(name),
        event: (type, reason, says) => hooks.event(name, type, reason, says),
        changed: () => {
          this.wasReady ||= this.isReady(replica);
          hooks.changed();
        },
      },
    );
    this.replicas.push(replica);
    replica.begin();
  }

  private async remove(replica: Replica, graceS?: number): Promise<void> {
    this.leaving.add(replica);
    await replica.end(graceS);
    this.replicas = this.replicas.filter((other) => other !== replica);
    this.leaving.delete(replica);
    this.hooks.gone(replica.name);
    this.hooks.changed();
  }

  async end(graceS?: number): Promise<void> {
    this.closed = true;
    await Promise.all(this.replicas.map((replica) => this.remove(replica, graceS)));
  }
}
