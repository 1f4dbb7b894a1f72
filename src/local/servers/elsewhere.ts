import { type Cancel, every } from "#plinth/host/clock.ts";
import type { Target } from "../plan/routing.ts";
import type { Crew } from "../workloads/crew.ts";
import type { WorkloadHooks } from "../workloads/workload.ts";
import type { Reached, ServerMaking } from "./engine.ts";
import { engineOf } from "./engines.ts";
import type { Given } from "./given-address.ts";

/** How often it is asked, ms, and how long it may take to answer. */
const [periodMs, withinMs] = [1_000, 900];

/** A server that somebody else runs: it is asked and served from, and never started or stopped. */
export class Elsewhere implements Crew {
  readonly replicas = [];
  readonly present = [];
  readonly wanted = 0;
  readonly isComingUp = false;
  readonly version = undefined;
  wasReady = false;
  making: ServerMaking;
  /** Whether it answers, and what it said. */
  elsewhere = { answers: false, says: "it has not been asked yet" };
  private readonly given: Given;
  private readonly reached: Reached;
  private readonly hooks: WorkloadHooks;
  private settled = false;
  private asking = false;
  private repeating: Cancel | undefined;

  /** @throws Refusal when nothing here speaks its protocol */
  constructor(making: ServerMaking, given: Given, hooks: WorkloadHooks) {
    this.making = making;
    this.given = given;
    this.hooks = hooks;
    this.reached = engineOf(making.node, making.part.engine).reach(making, given);
  }

  get node(): string {
    return this.making.node;
  }

  isGoing(): boolean {
    return false;
  }

  isReady(): boolean {
    return this.elsewhere.answers;
  }

  roleOf(): undefined {}

  begin(): void {
    void this.look();
    this.repeating = every(periodMs, () => void this.look());
  }

  private async look(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const before = this.elsewhere;
    this.elsewhere = await this.ask();
    this.asking = false;
    const { answers, says } = this.elsewhere;
    if (before.answers === answers && before.says === says) return;
    this.hooks.event(
      undefined,
      answers ? "Normal" : "Warning",
      answers ? "Ready" : "NotReady",
      says,
    );
    this.hooks.changed();
  }

  private async ask(): Promise<{ readonly answers: boolean; readonly says: string }> {
    const { answer, says } = await this.reached.ask(withinMs);
    if (answer !== "ok") return { answers: false, says };
    try {
      if (!this.settled) await this.reached.settle(this.making);
    } catch (error) {
      const why = `what clients need could not be made: ${(error as Error).message}`;
      return { answers: false, says: why };
    }
    this.settled = true;
    this.wasReady = true;
    return { answers: true, says };
  }

  remake(making: ServerMaking): void {
    this.making = making;
    this.settled = false;
  }

  restart(): void {
    this.hooks.event(
      undefined,
      "Warning",
      "NotOurs",
      "it is run by somebody else; nothing is done",
    );
  }

  replace(): void {}

  /** Nothing here knows where it is asked for that. */
  async depthOf(): Promise<undefined> {}

  targets(): Target[] {
    const [{ node }, { host, port }] = [this, this.given];
    return this.making.part.ports.map(({ name }) => {
      return { node, through: name, id: `${node} elsewhere`, host, port, ready: this.isReady() };
    });
  }

  async end(): Promise<void> {
    this.repeating?.();
  }
}
