import type { Dialling } from "#plinth/host/net/dial.ts";
import type { Net } from "#plinth/host/net/net.ts";
import type { Wire } from "#plinth/host/net/wire.ts";
import type { TargetReason, TargetSpec, TargetState, TargetStats } from "../config.ts";
import type { Link } from "../links/link.ts";
import { type Health, INITIAL } from "./health.ts";
import { TargetConnection } from "./target-connection.ts";

/** Is busy with a target: a request, or a connection of a TCP door. */
export interface TargetUser {
  /** The target gets nothing new from now on: take another one if nothing was sent to it yet. */
  onTargetWithdrawn(): void;
  /** The deregistration delay is over. */
  onTargetCut(): void;
}

/** How a target stands, in AWS's words. */
export interface TargetStanding {
  readonly state: TargetState;
  readonly reason?: TargetReason;
  readonly description?: string;
}

/** One registered process, its connections, and who is busy with it. */
export class Target {
  readonly spec: TargetSpec;
  readonly groupId: string;
  readonly #net: Net;
  readonly #link: Link | undefined;
  readonly users = new Set<TargetUser>();
  readonly #connections = new Set<TargetConnection>();
  /** Idle connections by source address, the last used at the end. */
  readonly #idle = new Map<string, TargetConnection[]>();
  isReady = false;
  isDraining = false;
  health: Health = INITIAL;
  requests = 0;
  failures = 0;

  constructor(net: Net, groupId: string, spec: TargetSpec, link: Link | undefined) {
    this.#net = net;
    this.groupId = groupId;
    this.spec = spec;
    this.#link = link;
  }

  get inFlight(): number {
    return this.users.size;
  }

  /** True when it may get new requests, healthy or not. */
  get isOpen(): boolean {
    return this.isReady && !this.isDraining;
  }

  standing(isGroupInUse: boolean): TargetStanding {
    if (this.isDraining) {
      return {
        state: "draining",
        reason: "Target.DeregistrationInProgress",
        description: "removed, finishing what is in flight",
      };
    }
    if (!isGroupInUse) {
      return {
        state: "unused",
        reason: "Target.NotInUse",
        description: "no rule and no door leads to its group",
      };
    }
    if (!this.isReady) {
      return { state: "unused", reason: "Target.NotRegistered", description: "not ready" };
    }
    const { state, reason, description } = this.health;
    return {
      state,
      ...(reason === undefined ? {} : { reason }),
      ...(description === undefined ? {} : { description }),
    };
  }

  /** An idle connection, the one used last. */
  takeIdle(sourceAddress: string): TargetConnection | undefined {
    return this.#idle.get(sourceAddress)?.pop();
  }

  /** Keeps a connection for the next request until `untilMs`; closes it when there will be none. */
  putIdle(connection: TargetConnection, untilMs: number): void {
    connection.user = undefined;
    if (!this.isOpen) {
      connection.drop();
      return;
    }
    connection.isReused = true;
    connection.idleUntilMs = untilMs;
    const idle = this.#idle.get(connection.sourceAddress);
    if (idle === undefined) this.#idle.set(connection.sourceAddress, [connection]);
    else idle.push(connection);
  }

  /** Connects; the wire is the caller's. Fails with "ETIMEDOUT" after `timeoutMs`. */
  dial(
    sourceAddress: string,
    timeoutMs: number,
    onOpen: (wire: Wire) => void,
    onFail: (code: string) => void,
  ): Dialling {
    const timer = this.#net.after(timeoutMs, () => {
      dialling.cancel();
      onFail("ETIMEDOUT");
    });
    const options = {
      host: this.spec.host,
      port: this.spec.port,
      sourceAddress: sourceAddress === "" ? undefined : sourceAddress,
      onOpen: (wire: Wire) => {
        timer.cancel();
        onOpen(wire);
      },
      onFail: (code: string) => {
        timer.cancel();
        onFail(code);
      },
    };
    const dialling = this.#link === undefined ? this.#net.dial(options) : this.#link.dial(options);
    return {
      cancel() {
        timer.cancel();
        dialling.cancel();
      },
    };
  }

  /** Makes a kept-alive connection of a wire. */
  adopt(wire: Wire, sourceAddress: string): TargetConnection {
    const connection = new TargetConnection(this, wire, sourceAddress);
    this.#connections.add(connection);
    return connection;
  }

  forget(connection: TargetConnection): void {
    if (!this.#connections.delete(connection)) return;
    const idle = this.#idle.get(connection.sourceAddress);
    const index = idle?.lastIndexOf(connection) ?? -1;
    if (index >= 0) idle?.splice(index, 1);
  }

  /** Nothing new goes to it: idle connections are closed, and who only waits goes elsewhere. */
  withdraw(): void {
    for (const connection of [...this.#idle.values()].flat()) connection.drop();
    for (const user of [...this.users]) user.onTargetWithdrawn();
  }

  /** Closes connections that have been idle for too long. */
  sweepIdle(nowMs: number): void {
    for (const idle of this.#idle.values()) {
      for (const connection of idle.filter((one) => one.idleUntilMs < nowMs)) connection.drop();
    }
  }

  stats(): TargetStats {
    return {
      group: this.groupId,
      target: this.spec.id,
      requests: this.requests,
      inFlight: this.inFlight,
      connections: this.#connections.size,
      failures: this.failures,
    };
  }
}
