import { join } from "node:path";
import type {
  FromGateway,
  GatewayConfig,
  GuardedProcess,
  LinkFault,
  TargetChanged,
  ToGateway,
} from "#plinth/gateway/config.ts";
import { after, type Cancel, monotonicMs } from "#plinth/host/clock.ts";
import { environment } from "#plinth/host/machine.ts";
import { type Speaking, startSpeaking } from "#plinth/host/processes/ipc.ts";
import { Traffic } from "./traffic.ts";
import { Waiting } from "./waiting.ts";

const program = join(import.meta.dir, "../../gateway/main.ts");

/** A gateway that ends sooner than this after its start, twice in a row, is left in peace a while, ms. */
const hastyMs = 1_000;

/** What could not be done is tried again after so long, ms. */
const retryMs = 500;

export interface GatewayHooks {
  changed(): void;
  /** Its process was started, for the first time or again: it is to be told whom to guard. */
  started(): void;
  event(type: "Normal" | "Warning", node: string, reason: string, says: string): void;
  /** A door could not be opened. */
  doorFailed(door: string, port: number, code: string, says: string): void;
}

/** The data plane's other end: it is told what should be, and says what is. */
export class Gateway {
  readonly targets = new Map<string, TargetChanged>();
  readonly traffic = new Traffic();
  readonly listening = new Map<string, { readonly host: string; readonly port: number }>();
  private readonly hooks: GatewayHooks;
  private readonly env: Readonly<Record<string, string>>;
  private process: Speaking<ToGateway> | undefined;
  private ready = Promise.withResolvers<void>();
  private revision = 0;
  private confirmed = 0;
  private config: Omit<GatewayConfig, "revision"> = { doors: [], groups: [], links: [] };
  private sent = "";
  private readonly faults = new Map<string, LinkFault>();
  private readonly revisions = new Waiting<number>();
  private readonly drains = new Waiting<string>();
  private readonly breaks = new Waiting<string>();
  private closing = false;
  private beganMs = 0;
  /** How often in a row it ended soon after its start. */
  private hastyEnds = 0;
  private retry: Cancel | undefined;

  constructor(hooks: GatewayHooks, mark: Readonly<Record<string, string>>) {
    this.hooks = hooks;
    this.env = { ...environment(), ...mark };
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Starts it. Resolves when it takes messages. */
  begin(): Promise<void> {
    this.ready = Promise.withResolvers<void>();
    this.beganMs = monotonicMs();
    const process = startSpeaking<ToGateway, FromGateway>({
      program,
      env: this.env,
      onMessage: (message) => this.hear(message),
      onLine: (line) => this.hooks.event("Warning", "", "Gateway", line),
    });
    this.process = process;
    void process.ended.then((code) => this.ended(process, code));
    this.hooks.started();
    return this.ready.promise;
  }

  private ended(process: Speaking<ToGateway>, code: number): void {
    if (this.process !== process) return;
    this.process = undefined;
    for (const waiting of [this.revisions, this.drains, this.breaks]) waiting.tell();
    if (this.closing) {
      this.ready.resolve();
      return;
    }
    this.hooks.event("Warning", "", "GatewayExited", `exited with ${code}; it is started again`);
    this.listening.clear();
    this.targets.clear();
    this.sent = "";
    this.hooks.changed();
    const { ready } = this;
    this.hastyEnds = monotonicMs() - this.beganMs < hastyMs ? this.hastyEnds + 1 : 0;
    // One that was killed before it took messages is still waited for.
    after(this.hastyEnds > 1 ? retryMs : 0, () => void this.beginAgain().then(ready.resolve));
  }

  private async beginAgain(): Promise<void> {
    if (this.closing) return;
    await this.begin();
    void this.configure(this.config);
  }

  /** Has all doors that could not be opened tried again, in a while. */
  private tryAgain(): void {
    this.retry ??= after(retryMs, () => {
      this.retry = undefined;
      this.sent = "";
      this.hooks.changed();
    });
  }

  /** What it was told last is in force. */
  get isSettled(): boolean {
    return this.process !== undefined && this.confirmed >= this.revision;
  }

  /** Puts a configuration in force. Resolves when it is, at once if it is already. */
  configure(config: Omit<GatewayConfig, "revision">): Promise<void> {
    if (this.closing) return Promise.resolve();
    this.config = config;
    const text = JSON.stringify(config);
    if (text !== this.sent && this.process) {
      this.sent = text;
      this.revision++;
      // With its fault, a link that is cut passes nothing before that is told, either.
      const links = config.links.map((link) => {
        const fault = this.faults.get(link.id);
        return fault === undefined ? link : { ...link, fault };
      });
      const { revision } = this;
      this.process.send({ type: "configure", config: { ...config, links, revision } });
    }
    if (this.confirmed >= this.revision || !this.process) return Promise.resolve();
    return this.revisions.wait(this.revision);
  }

  /** Resolves when nothing is in flight to a target that was taken out. */
  drained(target: string): Promise<void> {
    const known = [...this.targets.values()].some((change) => change.target === target);
    if (!known || !this.process) return Promise.resolve();
    return this.drains.wait(target);
  }

  /** The processes that it ends should we die. */
  guard(children: readonly GuardedProcess[]): void {
    this.process?.send({ type: "guard", children });
  }

  /** Breaks a link, or (`null`) makes it whole. Resolves when that is so. */
  break(link: string, fault: LinkFault | null): Promise<void> {
    if (fault) this.faults.set(link, fault);
    else this.faults.delete(link);
    if (!this.process) return Promise.resolve();
    this.process.send({ type: "fault", link, fault });
    return this.breaks.wait(link);
  }

  /** Drains all doors and ends it. Resolves when it is gone. */
  async close(graceMs: number): Promise<void> {
    this.closing = true;
    const { process } = this;
    process?.send({ type: "shutdown", graceMs });
    await process?.ended;
  }

  /** Ends it at once. */
  kill(): void {
    this.closing = true;
    this.process?.kill();
  }

  private hear(message: FromGateway): void {
    switch (message.type) {
      case "ready":
        this.ready.resolve();
        return;
      case "configured": {
        this.confirmed = message.revision;
        this.revisions.tell((revision) => revision <= message.revision);
        this.hooks.changed();
        return;
      }
      case "listening": {
        const { door, host, port } = message;
        this.listening.set(door, { host, port });
        this.hooks.changed();
        return;
      }
      case "door-failed":
        this.listening.delete(message.door);
        this.tryAgain();
        this.hooks.doorFailed(message.door, message.port, message.code, message.message);
        return;
      case "closed":
        // One that has moved is told as closed when its last request is over, and listens elsewhere.
        if (!this.config.doors.some(({ id }) => id === message.door)) {
          this.listening.delete(message.door);
        }
        this.hooks.changed();
        return;
      case "target":
        this.seeTarget(message);
        return;
      case "drained":
        this.seeDrained(`${message.group} ${message.target}`, message.target);
        return;
      case "stats":
        this.traffic.take(message);
        this.hooks.changed();
        return;
      case "problem":
        this.hooks.event("Warning", "", "Gateway", `${message.about}: ${message.message}`);
        this.breaks.tell((link) => link === message.about);
        return;
      case "fault-set":
        this.breaks.tell((link) => link === message.link);
        this.hooks.changed();
        return;
    }
  }

  private seeDrained(key: string, drained: string): void {
    this.targets.delete(key);
    if ([...this.targets.values()].some(({ target }) => target === drained)) return;
    this.drains.tell((target) => target === drained);
    this.hooks.changed();
  }

  private seeTarget(change: TargetChanged): void {
    const key = `${change.group} ${change.target}`;
    const before = this.targets.get(key)?.state;
    this.targets.set(key, change);
    if (before === "healthy" && change.state === "unhealthy") {
      const node = change.group.split(" -> ")[0] ?? "";
      const says = `target ${change.target} is unhealthy: ${change.description ?? change.reason}`;
      this.hooks.event("Warning", node, "TargetUnhealthy", says);
    }
    this.hooks.changed();
  }
}
