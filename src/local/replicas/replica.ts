import type { ContainerStatus, Effect, StopReason } from "#plinth/control/kubelet/effect.ts";
import type { Input } from "#plinth/control/kubelet/input.ts";
import { type ContainerLife, newLife } from "#plinth/control/kubelet/life.ts";
import type { ContainerSpec, ProbeName } from "#plinth/control/kubelet/spec.ts";
import { takesTraffic } from "#plinth/control/kubelet/status.ts";
import { nextDueMs, step } from "#plinth/control/kubelet/step.ts";
import { monotonicMs, pause, steadyMs } from "#plinth/host/clock.ts";
import type { Ended, Started } from "#plinth/host/processes/start.ts";
import { loopback } from "../plan/loopback.ts";
import { AlarmClock } from "./alarm-clock.ts";
import { Container, startErrorCode } from "./container.ts";
import { ask, listens } from "./probe.ts";
import { containerSpecOf, type ReplicaMaking } from "./replica-making.ts";
import { type StopHooks, stopContainer } from "./stop-container.ts";
import type { EndTurn } from "./turns.ts";

/** A process counts as started when it listens, or after this, ms. */
const startedAfterMs = 1_000;

/** What a replica tells its workload, and asks of it. */
export interface ReplicaHooks extends StopHooks {
  /** Something that others can see has changed. */
  changed(): void;
  log(stream: "stdout" | "stderr", line: string): void;
  /** A process was started or has ended: it is to be guarded, or not any more. */
  children(): void;
  /** Resolves when it may start its process. @default at once */
  turn?(): Promise<EndTurn>;
  /** Its process has ended, and is not started again yet. */
  exited?(): void;
}

const initial: ContainerStatus = {
  state: "ContainerCreating",
  started: false,
  ready: false,
  restarts: 0,
};

/**
 * One replica: a pod of one container, here a process. The kubelet's functions decide when it is
 * started, asked, believed and stopped; this does what they say.
 */
export class Replica {
  readonly making: ReplicaMaking;
  /** When it was made, and when readiness last changed, monotonic ms. */
  readonly madeMs = monotonicMs();
  readySinceMs: number | undefined;
  readonly container: Container;
  status: ContainerStatus = initial;
  retryAtMs: number | undefined;
  /** What each probe said last when it failed, of the process that runs. */
  complaints: Partial<Record<ProbeName, string>> = {};
  /** Why the last process was stopped, or could not be started; none: it ended by itself. */
  verdict: string | undefined;
  /** It is being stopped: nothing new is sent to it. */
  leaving = false;
  /** It was stopped by hand and stays so until it is started by hand. */
  held = false;

  private readonly hooks: ReplicaHooks;
  private readonly spec: ContainerSpec;
  private life: ContainerLife = newLife;
  private readonly clock = new AlarmClock((kind) => this.take({ kind }));
  private ending: { promise: Promise<void>; resolve: () => void } | undefined;
  private running = false;
  /** How often it was started by hand, which begins a new life, and restarts before the last. */
  private lives = 0;
  private restartsBefore = 0;

  constructor(making: ReplicaMaking, hooks: ReplicaHooks) {
    this.making = making;
    this.hooks = hooks;
    this.spec = containerSpecOf(making.pod);
    this.container = new Container(making, (stream, line) => hooks.log(stream, line));
  }

  get process(): Started | undefined {
    return this.container.process;
  }

  get name(): string {
    return this.making.name;
  }

  get machine(): string {
    return this.making.machine;
  }

  get restarts(): number {
    return this.restartsBefore + this.status.restarts;
  }

  /** Traffic may be sent here. */
  get ready(): boolean {
    return takesTraffic(this.life) && !this.leaving;
  }

  begin(): void {
    this.lives++;
    this.restartsBefore = this.restarts;
    Object.assign(this, { life: newLife, status: initial, leaving: false, held: false });
    this.running = true;
    this.take({ kind: "added" });
  }

  /** Ends it with its grace, or this one (s). Resolves when its process is gone. */
  end(graceS?: number): Promise<void> {
    if (!this.running) return Promise.resolve();
    if (this.ending) return this.ending.promise;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ending = { promise, resolve };
    this.leaving = true;
    this.hooks.changed();
    this.take({ kind: "deleted", ...(graceS !== undefined && { graceS }) });
    return promise;
  }

  private warn(reason: string, says: string): void {
    this.hooks.event("Warning", reason, says);
  }

  private take(input: Input): void {
    if (!this.running) return;
    const { life, effects } = step(this.spec, this.life, input, steadyMs(), this.making.kubelet);
    this.life = life;
    for (const effect of effects) this.perform(effect);
    const { started, ready } = this.status;
    if (this.running) this.clock.set(nextDueMs(life), started && !ready && !this.leaving);
    else this.clock.stop();
  }

  private perform(effect: Effect): void {
    switch (effect.kind) {
      case "start":
        return void this.startProcess(effect.attempt);
      case "stop":
        void this.stopProcess(effect.graceS, effect.reason);
        return;
      case "probe":
        void this.callProbe(effect.probe, effect.callId, effect.timeoutMs);
        return;
      case "status":
        this.see(effect.status);
        return;
      case "backoff":
        this.retryAtMs = effect.untilMs;
        this.warn("BackOff", `waits ${effect.delayS} s before it is started again`);
        return;
      case "result":
        if (effect.result === "Success") delete this.complaints[effect.probe];
        return;
      case "over":
        this.running = false;
        this.container.release();
        this.ending?.resolve();
        this.ending = undefined;
        this.hooks.changed();
        return;
    }
  }

  private see(status: ContainerStatus): void {
    const before = this.status;
    this.status = status;
    if (status.ready !== before.ready) this.readySinceMs = monotonicMs();
    if (status.ready) this.clock.isComing(false);
    if (status.ready && !before.ready) this.hooks.event("Normal", "Ready", "is ready");
    if (!status.ready && before.ready && status.state === "Running" && !this.leaving) {
      const why = this.complaints.readiness ?? "it said so";
      this.warn("NotReady", `takes no traffic: ${why}`);
    }
    if (status.state === "Running") this.retryAtMs = undefined;
    this.hooks.changed();
  }

  private async startProcess(attempt: number): Promise<void> {
    const { container, hooks } = this;
    let process: Started;
    const endTurn = hooks.turn ? await hooks.turn() : () => {};
    try {
      process = await container.start();
    } catch (error) {
      endTurn();
      this.verdict = `cannot be started: ${(error as Error).message}`;
      this.warn("Failed", this.verdict);
      this.take({ kind: "exited", attempt, exitCode: startErrorCode });
      return;
    }
    this.leaving = this.ending !== undefined;
    this.verdict = undefined;
    this.complaints = {};
    this.clock.isComing(true);
    hooks.children();
    const again = attempt === 0 ? "" : ` again (restart ${this.restartsBefore + attempt})`;
    hooks.event("Normal", "Started", `was started${again}: pid ${process.pid}`);
    const ended = process.ended.then((end) => this.exited(attempt, end));
    const [port] = container.ports;
    // The kubelet's ticks are a second apart at least: being told when the port opens, it asks then.
    const open = port === undefined ? undefined : listens(loopback, port, ended);
    await Promise.race([open, pause(startedAfterMs), ended]);
    endTurn();
    if (this.process === process) this.take({ kind: "started", attempt });
    await Promise.race([open, ended]);
    if (this.process === process) this.take({ kind: "listening", attempt });
  }

  private exited(attempt: number, end: Ended): void {
    const asked = this.leaving;
    this.container.hasEnded(end);
    this.hooks.children();
    const how = end.signal === undefined ? `exited with ${end.exitCode}` : `ended by ${end.signal}`;
    const isOver = end.exitCode === 0 && this.making.pod.restartPolicy !== "Always";
    const well = isOver || (asked && (end.exitCode === 0 || end.signal === "SIGTERM"));
    this.hooks.event(well ? "Normal" : "Warning", "Exited", how);
    this.hooks.exited?.();
    this.take({ kind: "exited", attempt, exitCode: end.exitCode });
  }

  private async stopProcess(graceS: number, reason: StopReason): Promise<void> {
    const { hooks } = this;
    if (!this.process) return;
    if (reason === "deleted") hooks.event("Normal", "Killing", "is being stopped");
    else {
      this.verdict = `its ${reason} probe failed: ${this.complaints[reason] ?? "it said so"}`;
      this.warn("Killing", `is being stopped: ${this.verdict}`);
    }
    this.leaving = true;
    hooks.changed();
    await stopContainer(this.container, this.making.pod, hooks, graceS);
  }

  private async callProbe(probe: ProbeName, callId: number, timeoutMs: number): Promise<void> {
    const { pod, ask: askItself } = this.making;
    const { action } = pod.probes[probe] ?? {};
    const { target } = this.container;
    const { lives } = this;
    if (!action || !target) return this.take({ kind: "answered", callId, answer: "error" });
    const asked = askItself?.(probe, timeoutMs) ?? ask(action, target, timeoutMs);
    const { answer, says } = await asked;
    // Another life has begun meanwhile, whose calls are counted anew.
    if (this.lives !== lives) return;
    if (answer !== "ok" && this.process && !this.leaving && this.complaints[probe] !== says) {
      this.complaints[probe] = says;
      const name = `${probe[0]?.toUpperCase()}${probe.slice(1)}`;
      this.warn("Unhealthy", `${name} probe failed: ${says}`);
    }
    this.take({ kind: "answered", callId, answer });
  }
}
