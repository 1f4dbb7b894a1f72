import type { Dialling } from "#plinth/host/net/dial.ts";
import type { Listening } from "#plinth/host/net/listen.ts";
import type { Wire, WireOwner } from "#plinth/host/net/wire.ts";
import type { DoorSpec, DoorStats, TcpDoorSpec } from "../config.ts";
import type { Group } from "../targets/group.ts";
import type { Target, TargetUser } from "../targets/target.ts";
import type { Door, Surroundings } from "./door.ts";
import { DoorCounters } from "./door-counters.ts";
import { Tunnel } from "./tunnel.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/** A door that gives each connection to a ready target, as a NodePort does. */
export class TcpDoor implements Door {
  spec: TcpDoorSpec;
  readonly surroundings: Surroundings;
  readonly counters = new DoorCounters();
  readonly sessions = new Set<Session>();
  readonly #listening: Listening;

  /** @throws ListenFailed */
  constructor(spec: TcpDoorSpec, surroundings: Surroundings) {
    this.spec = spec;
    this.surroundings = surroundings;
    this.#listening = surroundings.net.listen(spec.host, spec.port, (wire) => this.#accept(wire));
  }

  get port(): number {
    return this.#listening.port;
  }

  get connections(): number {
    return this.sessions.size;
  }

  configure(spec: DoorSpec): void {
    if (spec.protocol === "tcp") this.spec = spec;
  }

  close(): void {
    this.#listening.close();
  }

  abort(): void {
    for (const session of [...this.sessions]) session.abort();
  }

  /** A NodePort has no idle time-out. */
  sweep(): void {}

  stats(): DoorStats {
    return this.counters.stats(this.spec.id, this.connections);
  }

  #accept(wire: Wire): void {
    const { link, group } = this.spec;
    if (link !== undefined) this.surroundings.link(link)?.attach(wire);
    const found = this.surroundings.group(group);
    if (wire.closed || found === undefined) {
      this.counters.rejected++;
      wire.reset();
      return;
    }
    this.counters.requests++;
    new Session(this, wire, found).begin();
  }
}

/** One connection of a TCP door, until it is joined to a target and after. */
class Session implements TargetUser, WireOwner {
  readonly #door: TcpDoor;
  readonly #wire: Wire;
  readonly #group: Group;
  readonly #tried: Target[] = [];
  #target: Target | undefined;
  #dialling: Dialling | undefined;
  #tunnel: Tunnel | undefined;

  constructor(door: TcpDoor, wire: Wire, group: Group) {
    this.#door = door;
    this.#wire = wire;
    this.#group = group;
    wire.owner = this;
    wire.pause();
  }

  begin(): void {
    this.#door.sessions.add(this);
    this.#attempt();
  }

  onData(): void {}
  onDrain(): void {}
  onEnd(): void {}
  onClose(): void {
    this.#dialling?.cancel();
    this.#over();
  }

  onTargetWithdrawn(): void {
    if (this.#tunnel !== undefined) return;
    this.#dialling?.cancel();
    this.#leaveTarget();
    this.#attempt();
  }

  onTargetCut(): void {
    this.abort();
  }

  abort(): void {
    if (this.#tunnel !== undefined) {
      this.#tunnel.abort();
      return;
    }
    this.#dialling?.cancel();
    this.#over();
    this.#wire.reset();
  }

  #attempt(): void {
    const target = this.#group.choose(this.#tried);
    if (target === undefined) {
      this.#door.counters.rejected++;
      this.abort();
      return;
    }
    const { sourceAddress = "", connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#door.spec;
    this.#target = target;
    target.users.add(this);
    this.#dialling = target.dial(
      sourceAddress,
      connectTimeoutMs,
      (wire) => this.#join(target, wire),
      () => {
        target.failures++;
        this.#tried.push(target);
        this.#leaveTarget();
        this.#attempt();
      },
    );
  }

  #join(target: Target, wire: Wire): void {
    target.requests++;
    const { net } = this.#door.surroundings;
    this.#tunnel = new Tunnel(net, this.#wire, wire, this.#door.counters, () => this.#over());
    this.#wire.resume();
  }

  #over(): void {
    this.#door.sessions.delete(this);
    this.#leaveTarget();
  }

  #leaveTarget(): void {
    const target = this.#target;
    if (target === undefined) return;
    this.#target = undefined;
    target.users.delete(this);
    this.#group.settle(target);
  }
}
