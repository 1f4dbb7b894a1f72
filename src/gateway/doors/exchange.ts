import { ascii } from "../http/head-writer.ts";
import { CALLER_LEFT } from "../http/refusal.ts";
import type { RequestHead } from "../http/request-head.ts";
import type { ConnectionUser, TargetConnection } from "../targets/target-connection.ts";
import { Answer } from "./answer.ts";
import { Approach, type ApproachOwner } from "./approach.ts";
import { RequestBytes } from "./request-bytes.ts";
import type { CallerSide } from "./sides.ts";

const CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

/**
 * One request of a caller on its way to a target and its answer on the way back. A caller has one
 * and uses it for all its requests, so that a request allocates next to nothing.
 *
 * ```
 *   begin ─▶ approach ─▶ connection ─▶ request sent ─▶ answer passed on ─▶ finished
 *                ▲                          │
 *                └── lost, safe to repeat ──┘
 * ```
 */
export class Exchange implements ApproachOwner, ConnectionUser {
  readonly #caller: CallerSide;
  readonly #request = new RequestBytes();
  readonly #approach: Approach;
  readonly #answer: Answer;
  #isActive = false;
  #startedMs = 0;
  /** Cannot take more for now, so the other side has been told to wait. */
  #isCallerFull = false;
  #isTargetFull = false;

  constructor(caller: CallerSide) {
    this.#caller = caller;
    this.#approach = new Approach(this, caller.door);
    this.#answer = new Answer(caller, this.head, (bytes, from, to) => this.#tell(bytes, from, to));
  }

  get head(): RequestHead {
    return this.#request.head;
  }

  get isRequestDone(): boolean {
    return this.#request.isDone;
  }

  /** Starts on the request whose head is `bytes[0, headLength)` and has been read into `head`. */
  begin(bytes: Buffer, headLength: number): void {
    const caller = this.#caller;
    this.#startedMs = caller.lastByteMs;
    const to = this.#request.begin(bytes, headLength);
    if (to < 0) {
      this.#refuse(400, true);
      return;
    }
    if (to < bytes.length) caller.keep(bytes.subarray(to));
    const groupId = caller.door.route(this.head, bytes);
    if (groupId === undefined) {
      this.#refuse(404, false);
      return;
    }
    this.#isActive = true;
    this.#approach.begin(caller.door.group(groupId));
    if (this.#isActive && this.#approach.connection === undefined && !this.isRequestDone) {
      caller.wire.pause();
    }
  }

  onNoConnection(status: number): void {
    this.#refuse(status, false);
  }

  onConnection(connection: TargetConnection): void {
    const caller = this.#caller;
    // Connecting has a time-out of its own, which the target's idle time does not begin with.
    if (!connection.isReused) caller.lastByteMs = caller.door.surroundings.net.nowMs();
    connection.user = this;
    if (this.#approach.target !== undefined) this.#approach.target.requests++;
    const flows = this.#request.send(connection.wire, caller);
    if (this.isRequestDone) return;
    if (this.#request.waitsForContinue) {
      this.head.expectsContinue = false;
      caller.wire.write(CONTINUE, 0, CONTINUE.length);
    }
    if (flows) caller.wire.resume();
    else this.#holdCaller();
  }

  /** More of the request's body. */
  onCallerData(bytes: Buffer): void {
    const to = this.#request.advance(bytes);
    if (to < 0) {
      this.#fail(400, true);
      return;
    }
    if (to < bytes.length) this.#caller.keep(bytes.subarray(to));
    const { connection } = this.#approach;
    if (connection === undefined) this.#request.hold(bytes.subarray(0, to));
    else if (!connection.wire.write(bytes, 0, to)) this.#holdCaller();
  }

  #holdCaller(): void {
    this.#isTargetFull = true;
    this.#caller.wire.pause();
  }

  onTargetDrain(): void {
    this.#isTargetFull = false;
    this.#caller.lastByteMs = this.#caller.door.surroundings.net.nowMs();
    this.#caller.wire.resume();
  }

  onCallerDrain(): void {
    this.#isCallerFull = false;
    this.#approach.connection?.wire.resume();
  }

  onTargetData(bytes: Buffer): void {
    this.#caller.lastByteMs = this.#caller.door.surroundings.net.nowMs();
    const progress = this.#answer.read(bytes);
    if (progress === "done" || progress === "excess") this.#finish(progress === "excess");
    else if (progress === "malformed") this.#fail(502, false);
    else if (progress === "upgrade") this.#switchProtocols();
  }

  #tell(bytes: Buffer, from: number, to: number): void {
    this.#caller.door.counters.bytesOut += to - from;
    if (this.#caller.wire.write(bytes, from, to)) return;
    this.#isCallerFull = true;
    this.#approach.connection?.wire.pause();
  }

  /** `hasExcess`: the target sent more than its answer. */
  #finish(hasExcess: boolean): void {
    const caller = this.#caller;
    const { connection, target } = this.#approach;
    const { isRequestDone } = this;
    const closes = this.#answer.closes || !isRequestDone;
    this.#count();
    if (!isRequestDone) connection?.abort();
    else if (hasExcess || !this.#answer.leavesConnection) connection?.drop();
    else if (connection !== undefined) {
      connection.wire.resume();
      target?.putIdle(connection, caller.lastByteMs + caller.door.spec.idleTimeoutMs);
    }
    this.#reset();
    caller.finished(closes);
  }

  onTargetEnd(isBroken: boolean): void {
    const answer = this.#answer;
    if (answer.hasBegun && answer.isUntilClose && !isBroken) this.#finish(false);
    else if (this.#isRepeatable(isBroken)) this.#approach.repeat();
    else this.#fail(502, false);
  }

  /**
   * True when the request may go out once more: it does no more when done twice (RFC 9110 §9.2.2),
   * nothing came back, and the target has most likely not seen it. That is so on a connection kept
   * alive, which the target may close at any moment (RFC 9112 §9.3.1), and when a connection is
   * reset, which is what a dying process leaves behind that had not read the request yet.
   */
  #isRepeatable(isBroken: boolean): boolean {
    const { connection, isSecond } = this.#approach;
    const isUnseen = isBroken || connection?.isReused === true;
    const isSafe = this.head.isIdempotent && this.#request.isHeadOnly;
    return isUnseen && isSafe && this.#answer.isUntouched && !isSecond;
  }

  onTargetWithdrawn(): void {
    this.#approach.repeatUnlessConnected();
  }

  /** The deregistration delay is over (AWS, "Troubleshoot …", HTTP 502). */
  onTargetCut(): void {
    this.#fail(502, false);
  }

  /** Nothing has moved for as long as the door allows. */
  onIdle(): void {
    if (this.#approach.connection === undefined) return; // Dialling has a time-out of its own.
    const isCallerSlow = this.#answer.hasBegun
      ? this.#isCallerFull
      : !this.isRequestDone && !this.#isTargetFull;
    this.#fail(isCallerSlow ? 408 : 504, isCallerSlow);
  }

  onCallerLeft(): void {
    if (!this.#isActive) return;
    if (this.#answer.hasBegun) this.#count();
    else this.#caller.door.counters.refused(CALLER_LEFT);
    this.#approach.connection?.abort();
    this.#reset();
  }

  /** Gives up. `isCallersFault` spares the target's record. */
  #fail(status: number, isCallersFault: boolean): void {
    const { connection, target } = this.#approach;
    if (!isCallersFault && target !== undefined) target.failures++;
    connection?.abort();
    if (!this.#answer.hasBegun) {
      this.#refuse(status, isCallersFault);
      return;
    }
    this.#count();
    this.#reset();
    this.#caller.abort();
  }

  #refuse(status: number, closes: boolean): void {
    const { isRequestDone } = this;
    this.#reset();
    this.#caller.refuse(status, closes || !isRequestDone);
  }

  #count(): void {
    const { door, lastByteMs } = this.#caller;
    door.counters.answered(this.#answer.status, lastByteMs - this.#startedMs);
  }

  /** From here on, bytes pass both ways as they are. The answer has been told. */
  #switchProtocols(): void {
    const { door, wire } = this.#caller;
    const { connection, target, group } = this.#approach;
    if (connection === undefined || target === undefined || group === undefined) return;
    this.#count();
    const ahead = this.#caller.detach();
    connection.release();
    door.tunnel(wire, connection.wire, target, group);
    this.#reset();
    if (ahead !== undefined) connection.wire.write(ahead, 0, ahead.length);
    connection.wire.resume();
    wire.resume();
  }

  #reset(): void {
    this.#isActive = false;
    this.#approach.reset();
    this.#answer.reset();
    this.#request.reset();
    this.#isCallerFull = false;
    this.#isTargetFull = false;
  }
}
