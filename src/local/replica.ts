import { withDefaults } from "#plinth/control/kubelet/defaults.ts";
import type { ContainerStatus, Effect, StopReason } from "#plinth/control/kubelet/effect.ts";
import { graceAfterPreStop } from "#plinth/control/kubelet/grace.ts";
import type { Input } from "#plinth/control/kubelet/input.ts";
import { type ContainerLife, newLife } from "#plinth/control/kubelet/life.ts";
import type { ContainerSpec, ProbeName } from "#plinth/control/kubelet/spec.ts";
import { takesTraffic } from "#plinth/control/kubelet/status.ts";
import { nextDueMs, step } from "#plinth/control/kubelet/step.ts";
import {
  after,
  type Cancel,
  monotonicMs,
  nowMs,
  pause,
  rfc3339,
  steadyMs,
} from "#plinth/host/clock.ts";
import { freePort, returnPort } from "#plinth/host/net/port.ts";
import { identityOf } from "#plinth/host/processes/identity.ts";
import { runOnce } from "#plinth/host/processes/run-once.ts";
import { type Ended, type Started, start } from "#plinth/host/processes/start.ts";
import type { LocalWorkload } from "#plinth/model/local-part.ts";
import { type CopyContext, type Launch, launchOf, type Program } from "./launch.ts";
import { loopback } from "./loopback.ts";
import { ask, listens } from "./probe.ts";

/** A process counts as started when it listens, or after this long, ms. */
const startedAfterMs = 1_000;

/** A start that could not be made, as container runtimes report it (containerd's StartError). */
const startErrorCode = 128;

/** What a replica tells its workload, and asks of it. */
export interface ReplicaHooks {
  /** Something that others can see has changed. */
  changed(): void;
  event(type: "Normal" | "Warning", reason: string, message: string): void;
  log(stream: "stdout" | "stderr", line: string): void;
  /** A process was started or has ended: it is to be guarded, or not any more. */
  children(): void;
  /** Resolves when no door sends anything new here. */
  unrouted(): Promise<void>;
  /** Resolves when nothing that a door sent here is in flight. */
  drained(): Promise<void>;
}

/** What a replica is made from. */
export interface ReplicaMaking {
  readonly name: string;
  readonly machine: string;
  readonly revision: string;
  readonly part: LocalWorkload;
  readonly program: Program;
  readonly copy: CopyContext;
}

export const containerSpecOf = (part: LocalWorkload): ContainerSpec =>
  withDefaults({
    restartPolicy: part.restartPolicy,
    terminationGracePeriodSeconds: part.terminationGraceS,
    startupProbe: part.probes.startup,
    readinessProbe: part.probes.readiness,
    livenessProbe: part.probes.liveness,
  });

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
  status: ContainerStatus = initial;
  ports: readonly number[] = [];
  process: Started | undefined;
  identity: string | undefined;
  startedAtMs: number | undefined;
  lastExit: (Ended & { readonly atMs: number }) | undefined;
  retryAtMs: number | undefined;
  /** The last thing each probe said when it failed. */
  readonly complaints: Partial<Record<ProbeName, string>> = {};
  /** It is being stopped: nothing new is sent to it. */
  leaving = false;
  /** It was stopped by hand and stays so until it is started by hand. */
  held = false;

  private readonly hooks: ReplicaHooks;
  private readonly spec: ContainerSpec;
  private life: ContainerLife = newLife;
  private launch: Launch | undefined;
  private timer: Cancel | undefined;
  private ending: { promise: Promise<void>; resolve: () => void } | undefined;
  private running = false;
  /** Restarts before it was last started by hand, which begins a new life. */
  private restartsBefore = 0;

  constructor(making: ReplicaMaking, hooks: ReplicaHooks) {
    this.making = making;
    this.hooks = hooks;
    this.spec = containerSpecOf(making.part);
  }

  get name(): string {
    return this.making.name;
  }

  get restarts(): number {
    return this.restartsBefore + this.status.restarts;
  }

  /** Traffic may be sent here. */
  get ready(): boolean {
    return takesTraffic(this.life) && !this.leaving;
  }

  begin(): void {
    this.restartsBefore = this.restarts;
    Object.assign(this, { life: newLife, status: initial, leaving: false, held: false });
    this.running = true;
    this.take({ kind: "added" });
  }

  /** Ends it with its grace, or this one (s). Resolves when its process is gone. */
  end(graceS?: number): Promise<void> {
    if (!this.running) return Promise.resolve();
    if (!this.ending) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.ending = { promise, resolve };
      this.leaving = true;
      this.hooks.changed();
      this.take({ kind: "deleted", ...(graceS !== undefined && { graceS }) });
    }
    return this.ending.promise;
  }

  /** Ends it at once. */
  kill(): void {
    this.process?.signal("SIGKILL");
  }

  private take(input: Input): void {
    if (!this.running) return;
    const { life, effects } = step(this.spec, this.life, input, steadyMs());
    this.life = life;
    for (const effect of effects) this.perform(effect);
    this.timer?.();
    const dueMs = this.running ? nextDueMs(life) : undefined;
    this.timer =
      dueMs === undefined
        ? undefined
        : after(dueMs - steadyMs(), () => this.take({ kind: "tick" }));
  }

  private perform(effect: Effect): void {
    switch (effect.kind) {
      case "start":
        void this.startProcess(effect.attempt);
        return;
      case "stop":
        void this.stopProcess(effect.graceS, effect.reason);
        return;
      case "probe":
        void this.callProbe(effect.probe, effect.callId, effect.timeoutMs);
        return;
      case "status":
        this.see(effect.status);
        return;
      case "backoff": {
        this.retryAtMs = effect.untilMs;
        const says = `waits ${effect.delayS} s before it is started again`;
        this.hooks.event("Warning", "BackOff", says);
        return;
      }
      case "result":
        if (effect.result === "Success") delete this.complaints[effect.probe];
        return;
      case "over":
        this.running = false;
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
    if (status.ready && !before.ready) this.hooks.event("Normal", "Ready", "is ready");
    if (!status.ready && before.ready && status.state === "Running" && !this.leaving) {
      const why = this.complaints.readiness ?? "it said so";
      this.hooks.event("Warning", "NotReady", `takes no traffic: ${why}`);
    }
    if (status.state === "Running") this.retryAtMs = undefined;
    this.hooks.changed();
  }

  private async startProcess(attempt: number): Promise<void> {
    const { making, hooks } = this;
    try {
      for (const port of this.ports) returnPort(port);
      this.ports = await Promise.all(making.part.ports.map(() => freePort(loopback)));
      this.launch = launchOf(making.program, making.part, making.copy, {
        name: making.name,
        machine: making.machine,
        ports: this.ports,
      });
      this.process = start({ ...this.launch, onLine: (stream, line) => hooks.log(stream, line) });
    } catch (error) {
      const says = `cannot be started: ${(error as Error).message}`;
      hooks.event("Warning", "Failed", says);
      this.lastExit = { exitCode: startErrorCode, atMs: nowMs() };
      this.take({ kind: "exited", attempt, exitCode: startErrorCode });
      return;
    }
    const { process } = this;
    this.leaving = this.ending !== undefined;
    this.identity = identityOf(process.pid);
    this.startedAtMs = nowMs();
    hooks.children();
    const again = attempt === 0 ? "" : ` again (restart ${this.restartsBefore + attempt})`;
    hooks.event("Normal", "Started", `was started${again}: pid ${process.pid}`);
    const ended = process.ended.then((end) => this.exited(attempt, end));
    const [port] = this.ports;
    // The kubelet's ticks are a second apart at least: being told when the port opens, it asks then.
    const open = port === undefined ? undefined : listens(loopback, port, ended);
    await Promise.race([open, pause(startedAfterMs), ended]);
    if (this.process === process) this.take({ kind: "started", attempt });
    await Promise.race([open, ended]);
    if (this.process === process) this.take({ kind: "listening", attempt });
  }

  private exited(attempt: number, end: Ended): void {
    const asked = this.leaving;
    this.process = undefined;
    this.lastExit = { ...end, atMs: nowMs() };
    this.hooks.children();
    const how = end.signal === undefined ? `exited with ${end.exitCode}` : `ended by ${end.signal}`;
    const well = asked && (end.exitCode === 0 || end.signal === "SIGTERM");
    this.hooks.event(well ? "Normal" : "Warning", "Exited", how);
    this.take({ kind: "exited", attempt, exitCode: end.exitCode });
  }

  private async stopProcess(graceS: number, reason: StopReason): Promise<void> {
    const { process, hooks } = this;
    if (!process) return;
    const began = monotonicMs();
    const why =
      reason === "deleted" ? "" : `: its ${reason} probe failed: ${this.complaints[reason] ?? ""}`;
    hooks.event(reason === "deleted" ? "Normal" : "Warning", "Killing", `is being stopped${why}`);
    this.leaving = true;
    hooks.changed();
    await hooks.unrouted();
    await this.preStop(graceS);
    if (this.process !== process) return;
    const waitedMs = monotonicMs() - began;
    if (waitedMs > 1_000) hooks.event("Normal", "PreStop", `waited ${Math.round(waitedMs)} ms`);
    process.signal("SIGTERM");
    const leftS = graceAfterPreStop(graceS, waitedMs);
    const kill = after(leftS * 1000, () => {
      hooks.event("Warning", "Killing", `did not end within ${graceS} s; it is killed`);
      process.signal("SIGKILL");
    });
    await process.ended;
    kill();
  }

  /**
   * A sleep before SIGTERM is there to wait for balancers; here the doors say when they are done,
   * so it waits for that, and no longer than the sleep.
   */
  private async preStop(graceS: number): Promise<void> {
    const { preStop } = this.making.part;
    if (!preStop || !this.launch) return;
    if ("sleepS" in preStop) {
      const abort = new AbortController();
      const sleepMs = Math.min(preStop.sleepS, graceS) * 1000;
      await Promise.race([this.hooks.drained(), pause(sleepMs, abort.signal)]);
      return abort.abort();
    }
    const { cwd, env } = this.launch;
    const ran = await runOnce({ command: preStop.exec, cwd, env, timeoutMs: graceS * 1000 });
    if (ran.exitCode !== 0) {
      const says = `preStop exited with ${ran.exitCode}: ${ran.output}`;
      this.hooks.event("Warning", "FailedPreStopHook", says);
    }
  }

  private async callProbe(probe: ProbeName, callId: number, timeoutMs: number): Promise<void> {
    const { action } = this.making.part.probes[probe] ?? {};
    if (!action || !this.launch) return this.take({ kind: "answered", callId, answer: "error" });
    const names = this.making.part.ports.map(({ name }, i) => [name, this.ports[i] ?? 0] as const);
    const { cwd, env } = this.launch;
    const target = { host: loopback, ports: Object.fromEntries(names), cwd, env };
    const { answer, says } = await ask(action, target, timeoutMs);
    if (answer !== "ok" && this.process && !this.leaving && this.complaints[probe] !== says) {
      this.complaints[probe] = says;
      const name = `${probe[0]?.toUpperCase()}${probe.slice(1)}`;
      this.hooks.event("Warning", "Unhealthy", `${name} probe failed: ${says}`);
    }
    this.take({ kind: "answered", callId, answer });
  }

  /** When its process was started, RFC 3339. */
  get startedAt(): string | undefined {
    return this.startedAtMs === undefined ? undefined : rfc3339(this.startedAtMs);
  }
}
