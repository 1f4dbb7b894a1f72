import type { Wire } from "#plinth/host/net/wire.ts";
import type { HttpDoorSpec } from "../config.ts";
import type { ForwardedBy } from "../http/forward-request.ts";
import type { RequestHead } from "../http/request-head.ts";
import type { Group } from "../targets/group.ts";
import type { Surroundings } from "./door.ts";
import type { DoorCounters } from "./door-counters.ts";
import type { Tunnel } from "./tunnel.ts";

/** What a caller's requests need of the door they came through. */
export interface HttpDoorSide {
  readonly spec: HttpDoorSpec;
  readonly surroundings: Surroundings;
  readonly counters: DoorCounters;
  readonly tunnels: Set<Tunnel>;
  readonly isClosing: boolean;
  /** The id of the group that the first matching rule names; undefined when none matches. */
  route(head: RequestHead, bytes: Uint8Array): string | undefined;
  group(id: string): Group | undefined;
}

/** What a request needs of the connection it came on. */
export interface CallerSide {
  readonly door: HttpDoorSide;
  readonly wire: Wire;
  readonly by: ForwardedBy;
  readonly openedMs: number;
  /** When a byte last moved, on this connection or on that of its request to a target. */
  lastByteMs: number;
  /** Bytes for later: they follow the request that is under way. */
  keep(bytes: Buffer): void;
  /** Answers for itself, in place of a target. */
  refuse(status: number, closes: boolean): void;
  /** The request under way has been answered in full. */
  finished(closes: boolean): void;
  /** The answer under way cannot be completed: a break tells the caller that it is cut short. */
  abort(): void;
  /** Gives the connection away. @returns what the caller sent ahead */
  detach(): Buffer | undefined;
}
