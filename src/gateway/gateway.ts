import { ListenFailed } from "#plinth/host/net/listen.ts";
import type { Net } from "#plinth/host/net/net.ts";
import type { Timer } from "#plinth/host/net/timers.ts";
import type { DoorSpec, FromGateway, GatewayConfig, LinkFault } from "./config.ts";
import { configProblems } from "./config-problems.ts";
import type { Door, Surroundings } from "./doors/door.ts";
import { HttpDoor } from "./doors/http-door.ts";
import { TcpDoor } from "./doors/tcp-door.ts";
import { HeadWriter } from "./http/head-writer.ts";
import { HEAD_BYTES_MAX } from "./http/read-request-head.ts";
import { randomWords } from "./http/trace-id.ts";
import { WallClock } from "./http/wall-clock.ts";
import { Link } from "./links/link.ts";
import { Group } from "./targets/group.ts";

const SWEEP_MS_MAX = 250;
const SWEEP_MS_MIN = 5;
const STATS_MS = 1000;

/** The data plane: doors, targets and links, brought again and again to what they shall be. */
export class Gateway {
  readonly #net: Net;
  readonly #emit: (message: FromGateway) => void;
  readonly #startedMs: number;
  readonly #surroundings: Surroundings;
  readonly #doors = new Map<string, Door>();
  /** Removed doors whose last requests are not finished. */
  readonly #closing = new Set<Door>();
  readonly #groups = new Map<string, Group>();
  readonly #links = new Map<string, Link>();
  #sweeper: Timer | undefined;
  #sweepMs = 0;
  readonly #statsTimer: Timer;
  #lastStats = "";
  #onAllClosed: (() => void) | undefined;

  constructor(net: Net, emit: (message: FromGateway) => void) {
    this.#net = net;
    this.#emit = emit;
    this.#startedMs = net.nowMs();
    this.#surroundings = {
      net,
      clock: new WallClock(net.epochMs()),
      words: randomWords(net.random),
      out: new HeadWriter(2 * HEAD_BYTES_MAX),
      group: (id) => this.#groups.get(id),
      link: (id) => this.#links.get(id),
    };
    this.#statsTimer = net.every(STATS_MS, () => this.tellStats(false));
  }

  /** Takes a whole desired state; when it returns, all of it is in force. */
  configure(config: GatewayConfig): void {
    for (const [about, message] of configProblems(config)) {
      this.#emit({ type: "problem", about, message });
    }
    this.#configureLinks(config);
    this.#configureGroups(config);
    this.#configureDoors(config);
    this.#setSweeper(config);
    this.#emit({ type: "configured", revision: config.revision });
  }

  setFault(id: string, fault: LinkFault | null): void {
    const link = this.#links.get(id);
    if (link === undefined) {
      this.#emit({ type: "problem", about: id, message: `there is no TCP link "${id}"` });
      return;
    }
    link.setFault(fault);
    this.#emit({ type: "fault-set", link: id, fault });
  }

  /** Sends the counters; unless `always`, only when they have changed. */
  tellStats(always: boolean): void {
    const doors = [...this.#doors.values(), ...this.#closing].map((door) => door.stats());
    const targets = [...this.#groups.values()]
      .flatMap((group) => group.targets())
      .map((target) => target.stats());
    const text = JSON.stringify([doors, targets]);
    if (!always && text === this.#lastStats) return;
    this.#lastStats = text;
    this.#emit({ type: "stats", atMs: this.#net.nowMs() - this.#startedMs, doors, targets });
  }

  /** Closes every door; calls `onClosed` when the last request is finished or the time is up. */
  shutdown(graceMs: number, onClosed: () => void): void {
    for (const id of [...this.#doors.keys()]) this.#closeDoor(id);
    const finish = () => {
      timer.cancel();
      this.#onAllClosed = undefined;
      this.#sweeper?.cancel();
      this.#statsTimer.cancel();
      for (const group of this.#groups.values()) group.close();
      onClosed();
    };
    const timer = this.#net.after(graceMs, () => {
      for (const door of [...this.#closing]) door.abort();
      finish();
    });
    this.#onAllClosed = finish;
    this.#settleDoors();
  }

  /** Links keep their faults from one configuration to the next. */
  #configureLinks(config: GatewayConfig): void {
    const wanted = new Set<string>();
    for (const { id, transport, fault = null } of config.links) {
      if (transport === "udp") continue;
      wanted.add(id);
      if (this.#links.has(id)) continue;
      const link = new Link(this.#net);
      link.setFault(fault);
      this.#links.set(id, link);
    }
    for (const [id, link] of [...this.#links]) {
      if (wanted.has(id)) continue;
      link.setFault(null);
      this.#links.delete(id);
    }
  }

  #configureGroups(config: GatewayConfig): void {
    const inUse = new Set<string>();
    for (const door of config.doors) {
      if (door.protocol === "tcp") inUse.add(door.group);
      else for (const rule of door.rules) inUse.add(rule.group);
    }
    const wanted = new Set(config.groups.map((group) => group.id));
    for (const [id, group] of [...this.#groups]) if (!wanted.has(id)) group.close();
    for (const spec of config.groups) {
      const link = spec.link === undefined ? undefined : this.#links.get(spec.link);
      let group = this.#groups.get(spec.id);
      if (group === undefined) {
        group = new Group(this.#net, spec, link, this.#emit);
        this.#groups.set(spec.id, group);
      }
      group.configure(spec, link, inUse.has(spec.id));
    }
    for (const [id, group] of [...this.#groups]) {
      if (!wanted.has(id) && group.isOver) this.#groups.delete(id);
    }
  }

  #configureDoors(config: GatewayConfig): void {
    const wanted = new Map(config.doors.map((door) => [door.id, door]));
    // First close, then open: a door may move to where another one was.
    for (const [id, door] of [...this.#doors]) {
      const next = wanted.get(id);
      if (next === undefined || !isSamePlace(next, door.spec)) this.#closeDoor(id);
    }
    for (const spec of config.doors) {
      const door = this.#doors.get(spec.id);
      if (door === undefined) this.#openDoor(spec);
      else door.configure(spec);
    }
    this.#settleDoors();
  }

  #openDoor(spec: DoorSpec): void {
    const { id, host } = spec;
    try {
      const door =
        spec.protocol === "http"
          ? new HttpDoor(spec, this.#surroundings)
          : new TcpDoor(spec, this.#surroundings);
      this.#doors.set(id, door);
      this.#emit({ type: "listening", door: id, host, port: door.port });
    } catch (error) {
      if (!(error instanceof ListenFailed)) throw error;
      const { code, message } = error;
      this.#emit({ type: "door-failed", door: id, host, port: spec.port, code, message });
    }
  }

  #closeDoor(id: string): void {
    const door = this.#doors.get(id);
    if (door === undefined) return;
    this.#doors.delete(id);
    this.#closing.add(door);
    door.close();
  }

  #settleDoors(): void {
    for (const door of [...this.#closing]) {
      if (door.connections > 0) continue;
      this.#closing.delete(door);
      this.#emit({ type: "closed", door: door.spec.id });
    }
    if (this.#closing.size === 0) this.#onAllClosed?.();
  }

  /** Looks often enough that a time-out is at most a tenth late. */
  #setSweeper(config: GatewayConfig): void {
    const timeoutsMs = config.doors.map((door) =>
      door.protocol === "http" ? door.idleTimeoutMs : SWEEP_MS_MAX * 10,
    );
    const sweepMs = Math.max(
      SWEEP_MS_MIN,
      Math.min(SWEEP_MS_MAX, ...timeoutsMs.map((ms) => ms / 10)),
    );
    if (this.#sweeper !== undefined && sweepMs === this.#sweepMs) return;
    this.#sweeper?.cancel();
    this.#sweepMs = sweepMs;
    this.#sweeper = this.#net.every(sweepMs, () => this.#sweep());
  }

  #sweep(): void {
    const nowMs = this.#net.nowMs();
    this.#surroundings.clock.update(this.#net.epochMs());
    for (const door of this.#doors.values()) door.sweep(nowMs);
    for (const door of this.#closing) door.sweep(nowMs);
    for (const group of this.#groups.values()) group.sweep(nowMs);
    if (this.#closing.size > 0) this.#settleDoors();
  }
}

function isSamePlace(a: DoorSpec, b: DoorSpec): boolean {
  return a.protocol === b.protocol && a.host === b.host && a.port === b.port;
}
