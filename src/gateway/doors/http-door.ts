import type { Listening } from "#plinth/host/net/listen.ts";
import type { Wire } from "#plinth/host/net/wire.ts";
import type { DoorSpec, DoorStats, HttpDoorSpec } from "../config.ts";
import { type PathMatcher, pathMatcher } from "../http/path-pattern.ts";
import type { RequestHead } from "../http/request-head.ts";
import type { Group } from "../targets/group.ts";
import type { Target } from "../targets/target.ts";
import { Caller } from "./caller.ts";
import type { Door, Surroundings } from "./door.ts";
import { DoorCounters } from "./door-counters.ts";
import type { HttpDoorSide } from "./sides.ts";
import { Tunnel } from "./tunnel.ts";

interface Route {
  readonly matches: PathMatcher;
  readonly group: string;
}

/** A door that does what an Application Load Balancer does. */
export class HttpDoor implements Door, HttpDoorSide {
  spec: HttpDoorSpec;
  readonly surroundings: Surroundings;
  readonly counters = new DoorCounters();
  readonly callers = new Set<Caller>();
  readonly tunnels = new Set<Tunnel>();
  isClosing = false;
  #routes: readonly Route[];
  readonly #listening: Listening;

  /** @throws ListenFailed */
  constructor(spec: HttpDoorSpec, surroundings: Surroundings) {
    this.spec = spec;
    this.surroundings = surroundings;
    this.#routes = routesOf(spec);
    this.#listening = surroundings.net.listen(spec.host, spec.port, (wire) => this.#accept(wire));
  }

  get port(): number {
    return this.#listening.port;
  }

  get connections(): number {
    return this.callers.size + this.tunnels.size;
  }

  configure(spec: DoorSpec): void {
    if (spec.protocol !== "http") return;
    this.spec = spec;
    this.#routes = routesOf(spec);
  }

  route(head: RequestHead, bytes: Uint8Array): string | undefined {
    for (const route of this.#routes) {
      if (route.matches(bytes, head.pathFrom, head.pathTo)) return route.group;
    }
    return undefined;
  }

  group(id: string): Group | undefined {
    return this.surroundings.group(id);
  }

  tunnel(caller: Wire, to: Wire, target: Target, group: Group): void {
    const tunnel = new Tunnel(this.surroundings.net, caller, to, this.counters, () => {
      this.tunnels.delete(tunnel);
      target.users.delete(tunnel);
      group.settle(target);
    });
    this.tunnels.add(tunnel);
    target.users.add(tunnel);
  }

  close(): void {
    this.isClosing = true;
    this.#listening.close();
    for (const caller of [...this.callers]) caller.closeIfIdle();
  }

  abort(): void {
    for (const caller of [...this.callers]) caller.abort();
    for (const tunnel of [...this.tunnels]) tunnel.abort();
  }

  sweep(nowMs: number): void {
    for (const caller of [...this.callers]) caller.expire(nowMs);
    const oldestMs = nowMs - this.spec.idleTimeoutMs;
    for (const tunnel of [...this.tunnels]) if (tunnel.lastByteMs < oldestMs) tunnel.abort();
  }

  stats(): DoorStats {
    return this.counters.stats(this.spec.id, this.connections);
  }

  #accept(wire: Wire): void {
    if (this.spec.link !== undefined) this.surroundings.link(this.spec.link)?.attach(wire);
    if (wire.closed) this.counters.rejected++;
    else this.callers.add(new Caller(this, wire, (caller) => this.callers.delete(caller)));
  }
}

function routesOf(spec: HttpDoorSpec): readonly Route[] {
  return spec.rules.map(({ path, group }) => ({ matches: pathMatcher(path), group }));
}
