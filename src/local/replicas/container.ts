import { nowMs } from "#plinth/host/clock.ts";
import { freePort, returnPort } from "#plinth/host/net/port.ts";
import { identityOf } from "#plinth/host/processes/identity.ts";
import { type RanOnce, runOnce } from "#plinth/host/processes/run-once.ts";
import { type Ended, type Started, start } from "#plinth/host/processes/start.ts";
import type { Launch } from "../plan/launch.ts";
import { loopback } from "../plan/loopback.ts";
import type { ProbeTarget } from "./probe.ts";
import type { ReplicaMaking } from "./replica-making.ts";

/** A start that could not be made, as container runtimes report it (containerd's StartError). */
export const startErrorCode = 128;

/** The one container of a replica: its process, one after another, with ports of its own. */
export class Container {
  ports: readonly number[] = [];
  /** The one that runs now. */
  process: Started | undefined;
  /** What tells this process from another with the same number. */
  identity: string | undefined;
  /** When the latest was started, ms since 1970. */
  startedAtMs: number | undefined;
  lastExit: (Ended & { readonly atMs: number }) | undefined;
  private readonly making: ReplicaMaking;
  private readonly log: (stream: "stdout" | "stderr", line: string) => void;
  private launch: Launch | undefined;

  constructor(making: ReplicaMaking, log: (stream: "stdout" | "stderr", line: string) => void) {
    this.making = making;
    this.log = log;
  }

  /** Starts its program, on ports that are free. @throws when the operating system will not */
  async start(): Promise<Started> {
    const { pod, ports, launch } = this.making;
    try {
      this.release();
      const free = () => Promise.all(pod.ports.map(() => freePort(loopback)));
      this.ports = await (ports ?? free)();
      this.launch = await launch(this.ports);
      this.process = start({ ...this.launch, onLine: this.log });
    } catch (error) {
      this.lastExit = { exitCode: startErrorCode, atMs: nowMs() };
      throw error;
    }
    this.identity = identityOf(this.process.pid);
    this.startedAtMs = nowMs();
    return this.process;
  }

  /** Gives its ports back, for others to have. */
  release(): void {
    if (this.making.ports) return;
    for (const port of this.ports) returnPort(port);
    this.ports = [];
  }

  /** Its process has ended. */
  hasEnded(end: Ended): void {
    this.process = undefined;
    this.lastExit = { ...end, atMs: nowMs() };
  }

  /** Whom probes ask; nobody before its first start. */
  get target(): ProbeTarget | undefined {
    if (!this.launch) return undefined;
    const names = this.making.pod.ports.map(({ name }, i) => [name, this.ports[i] ?? 0] as const);
    const { cwd, env } = this.launch;
    return { host: loopback, ports: Object.fromEntries(names), cwd, env };
  }

  /** Runs a command where its process runs, with its environment. */
  async run(command: readonly string[], timeoutMs: number): Promise<RanOnce | undefined> {
    if (!this.launch) return undefined;
    const { cwd, env } = this.launch;
    return runOnce({ command, cwd, env, timeoutMs });
  }
}
