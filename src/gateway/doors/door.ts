import type { Net } from "#plinth/host/net/net.ts";
import type { DoorSpec, DoorStats } from "../config.ts";
import type { HeadWriter } from "../http/head-writer.ts";
import type { WallClock } from "../http/wall-clock.ts";
import type { Link } from "../links/link.ts";
import type { Group } from "../targets/group.ts";

/** What all doors of a gateway share. */
export interface Surroundings {
  readonly net: Net;
  readonly clock: WallClock;
  /** Random numbers of 32 bits. */
  readonly words: () => number;
  /** Where heads are put together; free again after each write. */
  readonly out: HeadWriter;
  readonly group: (id: string) => Group | undefined;
  readonly link: (id: string) => Link | undefined;
}

/** A listening socket and the connections that were made to it. */
export interface Door {
  readonly spec: DoorSpec;
  readonly port: number;
  /** Takes over what may change while it is open: all but protocol, host and port. */
  configure(spec: DoorSpec): void;
  /** Takes no more connections; those it has come to their end in good order. */
  close(): void;
  /** Breaks off what is left. */
  abort(): void;
  /** Ends what has been silent for too long. */
  sweep(nowMs: number): void;
  /** Open connections with callers. */
  readonly connections: number;
  stats(): DoorStats;
}
