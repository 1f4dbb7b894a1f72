import type { Dialling } from "#plinth/host/net/dial.ts";
import type { Group } from "../targets/group.ts";
import type { Target, TargetUser } from "../targets/target.ts";
import type { TargetConnection } from "../targets/target-connection.ts";
import type { HttpDoorSide } from "./sides.ts";

/** An ALB waits this long for a target to accept (AWS, "Troubleshoot …", HTTP 504). */
const CONNECT_TIMEOUT_MS = 10_000;

/** Has an approach, and hears where it leads. */
export interface ApproachOwner extends TargetUser {
  onConnection(connection: TargetConnection): void;
  /** There is no connection to be had; `status` is what to answer. */
  onNoConnection(status: 502 | 503 | 504): void;
}

/**
 * A request's way to a connection with a target: whose turn it is, an idle connection or a new one,
 * the next target when one refuses. As long as a request has a target, it counts as its user.
 */
export class Approach {
  readonly #owner: ApproachOwner;
  readonly #door: HttpDoorSide;
  readonly #tried: Target[] = [];
  #group: Group | undefined;
  #target: Target | undefined;
  #dialling: Dialling | undefined;
  connection: TargetConnection | undefined;
  /** Kept-alive connections are not trusted any more: one has just turned out to be dead. */
  isSecond = false;

  constructor(owner: ApproachOwner, door: HttpDoorSide) {
    this.#owner = owner;
    this.#door = door;
  }

  get target(): Target | undefined {
    return this.#target;
  }

  get group(): Group | undefined {
    return this.#group;
  }

  begin(group: Group | undefined): void {
    this.#group = group;
    this.#attempt();
  }

  /** Gives up the connection, and looks for another: to another target, if there is one. */
  repeat(): void {
    const failed = this.#target;
    this.isSecond = true;
    this.connection?.drop();
    this.leave();
    this.#attempt(failed);
  }

  /** Looks for another target unless there is a connection already. */
  repeatUnlessConnected(): void {
    if (this.#dialling === undefined) return;
    this.leave();
    this.#attempt();
  }

  /** The request has nothing to do with its target any more; the connection is left as it is. */
  leave(): void {
    const target = this.#target;
    if (target === undefined) return;
    this.#dialling?.cancel();
    this.#dialling = undefined;
    this.#target = undefined;
    this.connection = undefined;
    target.users.delete(this.#owner);
    if (target.isDraining) this.#group?.settle(target);
  }

  /** Forgets everything, for the next request. */
  reset(): void {
    this.leave();
    this.#group = undefined;
    this.isSecond = false;
    if (this.#tried.length > 0) this.#tried.length = 0;
  }

  #attempt(avoid?: Target): void {
    const group = this.#group;
    const target =
      (avoid === undefined ? undefined : group?.choose([...this.#tried, avoid])) ??
      group?.choose(this.#tried);
    if (target === undefined) {
      this.#owner.onNoConnection(this.#tried.length === 0 ? 503 : 502);
      return;
    }
    const { sourceAddress = "", connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#door.spec;
    this.#target = target;
    target.users.add(this.#owner);
    const idle = this.isSecond ? undefined : target.takeIdle(sourceAddress);
    if (idle !== undefined) {
      this.#connect(idle);
      return;
    }
    this.#dialling = target.dial(
      sourceAddress,
      connectTimeoutMs,
      (wire) => this.#connect(target.adopt(wire, sourceAddress)),
      (code) => this.#onDialFailed(target, code),
    );
  }

  #connect(connection: TargetConnection): void {
    this.#dialling = undefined;
    this.connection = connection;
    this.#owner.onConnection(connection);
  }

  #onDialFailed(target: Target, code: string): void {
    target.failures++;
    this.leave();
    if (code === "ETIMEDOUT") {
      this.#owner.onNoConnection(504);
      return;
    }
    this.#tried.push(target);
    this.#attempt();
  }
}
