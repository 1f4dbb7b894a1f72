import type { Wire } from "#plinth/host/net/wire.ts";
import type { HttpDoorSpec } from "../config.ts";
import type { ForwardedBy } from "../http/forward-request.ts";
import type { RequestHead } from "../http/request-head.ts";
import type { Group } from "../targets/group.ts";
import type { Target } from "../targets/target.ts";
import type { Surroundings } from "./door.ts";
import type { DoorCounters } from "./door-counters.ts";

/** What a caller's requests need of the door they came through. */
export interface HttpDoorSide {
  readonly spec: HttpDoorSpec;
  readonly surroundings: Surroundings;
  readonly counters: DoorCounters;
  readonly isClosing: boolean;
  /** The id of the group that the first matching rule names; undefined when none matches. */
  route(head: RequestHead, bytes: Uint8Array): string | undefined;
  group(id: string): Group | undefined;
  /** Joins a caller and a target of the group for good; the target counts as in use until the end. */
  tunnel(caller: Wire, to: Wire, target: Target, group: Group): void;
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
