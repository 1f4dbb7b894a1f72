import type { Dialling } from "#plinth/host/net/dial.ts";
import { Body } from "../http/body.ts";
import { writeRequestHead } from "../http/forward-request.ts";
import { ascii, TOGETHER_BYTES_MAX } from "../http/head-writer.ts";
import { CALLER_LEFT } from "../http/refusal.ts";
import { RequestHead } from "../http/request-head.ts";
import type { Group } from "../targets/group.ts";
import type { Target, TargetUser } from "../targets/target.ts";
import type { ConnectionUser, TargetConnection } from "../targets/target-connection.ts";
import { Answer } from "./answer.ts";
import type { CallerSide } from "./sides.ts";
import { Tunnel } from "./tunnel.ts";

/** An ALB waits this long for a target to accept (AWS, "Troubleshoot …", HTTP 504). */
const CONNECT_TIMEOUT_MS = 10_000;
const CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
const NOTHING = ascii("");

/**
 * One request of a caller on its way to a target and its answer on the way back. A caller has one
 * and uses it for all its requests, so that a request allocates next to nothing.
 *
 * ```
 *   begin ─▶ choose ─▶ idle connection ─▶ sent ─▶ answering ─▶ finished
 *              ▲  └──▶ dial ─▶ open ───────┘ │
 *              └─ refused ◀┘ └─ lost, and safe to repeat
 * ```
 */
export class Exchange implements TargetUser, ConnectionUser {
  readonly head = new RequestHead();
  readonly #caller: CallerSide;
  readonly #answer: Answer;
  readonly #body = new Body();
  readonly #tried: Target[] = [];
  #phase: "idle" | "dialling" | "sent" = "idle";
  #group: Group | undefined;
  #target: Target | undefined;
  #connection: TargetConnection | undefined;
  #dialling: Dialling | undefined;
  #startedMs = 0;
  /** The head, and what came with it of the body. */
  #bytes: Buffer = NOTHING;
  #bodyFrom = 0;
  #bodyTo = 0;
  /** More of the body, come before there was a connection. */
  #held: Buffer[] = [];
  #hasRetried = false;
  /** Cannot take more for now, so the other side has been told to wait. */
  #isCallerFull = false;
  #isTargetFull = false;

  constructor(caller: CallerSide) {
    this.#caller = caller;
    this.#answer = new Answer(caller, this.head, (bytes, from, to) => this.#tell(bytes, from, to));
  }

  get isRequestDone(): boolean {
    return this.#body.isDone;
  }

  /** Starts on the request whose head is `bytes[0, headLength)` and has been read into `head`. */
  begin(bytes: Buffer, headLength: number): void {
    const { head } = this;
    const caller = this.#caller;
    this.#startedMs = caller.lastByteMs;
    this.#body.begin(head.isChunked ? "chunked" : "length", Math.max(0, head.contentLength));
    const bodyTo = this.#body.advance(bytes, headLength, bytes.length);
    if (bodyTo < 0) {
      this.#refuse(400, true);
      return;
    }
    this.#bytes = bytes;
    this.#bodyFrom = headLength;
    this.#bodyTo = bodyTo;
    if (bodyTo < bytes.length) caller.keep(bytes.subarray(bodyTo));
    const groupId = caller.door.route(head, bytes);
    if (groupId === undefined) {
      this.#refuse(404, false);
      return;
    }
    this.#group = caller.door.group(groupId);
    this.#attempt();
  }

  /**
   * Looks for a target, if there is a choice not the one to avoid. After a broken connection,
   * connections that were kept alive are not trusted either.
   */
  #attempt(avoid?: Target): void {
    const target =
      (avoid === undefined ? undefined : this.#group?.choose([...this.#tried, avoid])) ??
      this.#group?.choose(this.#tried);
    if (target === undefined) {
      this.#refuse(this.#tried.length === 0 ? 503 : 502, false);
      return;
    }
    const { sourceAddress = "", connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#caller.door.spec;
    this.#target = target;
    target.users.add(this);
    const idle = this.#hasRetried ? undefined : target.takeIdle(sourceAddress);
    if (idle !== undefined) {
      this.#send(target, idle);
      return;
    }
    this.#phase = "dialling";
    if (!this.isRequestDone) this.#caller.wire.pause();
    this.#dialling = target.dial(
      sourceAddress,
      connectTimeoutMs,
      (wire) => {
        this.#caller.lastByteMs = this.#caller.door.surroundings.net.nowMs();
        this.#send(target, target.adopt(wire, sourceAddress));
      },
      (code) => this.#onDialFailed(target, code),
    );
  }

  #onDialFailed(target: Target, code: string): void {
    target.failures++;
    this.#leaveTarget();
    if (code === "ETIMEDOUT") {
      this.#refuse(504, false);
      return;
    }
    this.#tried.push(target);
    this.#attempt();
  }

  #send(target: Target, connection: TargetConnection): void {
    const { out, clock, words } = this.#caller.door.surroundings;
    this.#connection = connection;
    this.#dialling = undefined;
    this.#phase = "sent";
    connection.user = this;
    target.requests++;
    out.length = 0;
    writeRequestHead(out, this.head, this.#bytes, this.#caller.by, clock.epochSeconds, words);
    const isTogether = this.#bodyTo - this.#bodyFrom <= TOGETHER_BYTES_MAX;
    if (isTogether) out.copy(this.#bytes, this.#bodyFrom, this.#bodyTo);
    const { wire } = connection;
    let flows = wire.write(out.bytes, 0, out.length);
    if (!isTogether) flows = wire.write(this.#bytes, this.#bodyFrom, this.#bodyTo);
    for (const bytes of this.#held) flows = wire.write(bytes, 0, bytes.length);
    this.#held = [];
    if (this.isRequestDone) return;
    if (this.head.expectsContinue && this.#bodyFrom === this.#bodyTo && this.head.minor === 1) {
      this.head.expectsContinue = false;
      this.#caller.wire.write(CONTINUE, 0, CONTINUE.length);
    }
    if (flows) this.#caller.wire.resume();
    else this.#holdCaller();
  }

  /** More of the request's body. */
  onCallerData(bytes: Buffer): void {
    const to = this.#body.advance(bytes, 0, bytes.length);
    if (to < 0) {
      this.#fail(400, true);
      return;
    }
    if (to < bytes.length) this.#caller.keep(bytes.subarray(to));
    if (this.#connection === undefined) this.#held.push(bytes.subarray(0, to));
    else if (!this.#connection.wire.write(bytes, 0, to)) this.#holdCaller();
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
    this.#connection?.wire.resume();
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
    this.#connection?.wire.pause();
  }

  /** `hasExcess`: the target sent more than its answer. */
  #finish(hasExcess: boolean): void {
    const caller = this.#caller;
    const { isRequestDone } = this;
    const connection = this.#connection;
    const closes = this.#answer.closes || !isRequestDone;
    this.#count();
    if (connection !== undefined) {
      if (!isRequestDone) connection.abort();
      else if (hasExcess || !this.#answer.leavesConnection) connection.drop();
      else {
        connection.wire.resume();
        const untilMs = caller.lastByteMs + caller.door.spec.idleTimeoutMs;
        this.#target?.putIdle(connection, untilMs);
      }
    }
    this.#leaveTarget();
    this.#reset();
    caller.finished(closes);
  }

  onTargetEnd(isBroken: boolean): void {
    const answer = this.#answer;
    if (answer.hasBegun && answer.isUntilClose && !isBroken) {
      this.#finish(false);
      return;
    }
    if (!this.#isRepeatable(isBroken)) {
      this.#fail(502, false);
      return;
    }
    const failed = this.#target;
    this.#hasRetried = true;
    this.#connection?.drop();
    this.#leaveTarget();
    this.#attempt(failed);
  }

  /**
   * True when the request may go out once more: it does no more when done twice (RFC 9110 §9.2.2),
   * nothing came back, and the target has most likely not seen it. That is so on a connection kept
   * alive, which the target may close at any moment (RFC 9112 §9.3.1), and when a connection is
   * reset, which is what a dying process leaves behind that had not read the request yet.
   */
  #isRepeatable(isBroken: boolean): boolean {
    const hasBody = this.#bodyFrom !== this.#bodyTo || !this.isRequestDone;
    const isUnseen = isBroken || this.#connection?.isReused === true;
    return (
      isUnseen &&
      !hasBody &&
      this.head.isIdempotent &&
      this.#answer.isUntouched &&
      !this.#hasRetried
    );
  }

  onTargetWithdrawn(): void {
    if (this.#phase !== "dialling") return;
    this.#dialling?.cancel();
    this.#leaveTarget();
    this.#attempt();
  }

  /** The deregistration delay is over (AWS, "Troubleshoot …", HTTP 502). */
  onTargetCut(): void {
    this.#fail(502, false);
  }

  /** Nothing has moved for as long as the door allows. */
  onIdle(): void {
    if (this.#phase !== "sent") return; // Dialling has a time-out of its own.
    const isCallerSlow = this.#answer.hasBegun
      ? this.#isCallerFull
      : !this.isRequestDone && !this.#isTargetFull;
    this.#fail(isCallerSlow ? 408 : 504, isCallerSlow);
  }

  onCallerLeft(): void {
    if (this.#phase === "idle") return;
    if (this.#answer.hasBegun) this.#count();
    else this.#caller.door.counters.refused(CALLER_LEFT);
    this.#dialling?.cancel();
    this.#connection?.abort();
    this.#leaveTarget();
    this.#reset();
  }

  /** Gives up. `isCallersFault` spares the target's record. */
  #fail(status: number, isCallersFault: boolean): void {
    if (!isCallersFault && this.#target !== undefined) this.#target.failures++;
    this.#dialling?.cancel();
    this.#connection?.abort();
    this.#leaveTarget();
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
    const caller = this.#caller;
    const { door } = caller;
    const target = this.#target;
    const connection = this.#connection;
    const group = this.#group;
    if (target === undefined || connection === undefined) return;
    this.#count();
    const ahead = caller.detach();
    target.forget(connection);
    connection.user = undefined;
    const { net } = door.surroundings;
    const tunnel = new Tunnel(net, caller.wire, connection.wire, door.counters, () => {
      door.tunnels.delete(tunnel);
      target.users.delete(tunnel);
      group?.settle(target);
    });
    door.tunnels.add(tunnel);
    target.users.add(tunnel);
    this.#leaveTarget();
    this.#reset();
    if (ahead !== undefined) connection.wire.write(ahead, 0, ahead.length);
    connection.wire.resume();
    caller.wire.resume();
  }

  #leaveTarget(): void {
    const target = this.#target;
    if (target === undefined) return;
    this.#target = undefined;
    this.#connection = undefined;
    this.#dialling = undefined;
    target.users.delete(this);
    if (target.isDraining) this.#group?.settle(target);
  }

  #reset(): void {
    this.#phase = "idle";
    this.#answer.reset();
    this.#body.begin("none");
    this.#bytes = NOTHING;
    this.#bodyFrom = 0;
    this.#bodyTo = 0;
    this.#group = undefined;
    this.#hasRetried = false;
    this.#isCallerFull = false;
    this.#isTargetFull = false;
    if (this.#tried.length > 0) this.#tried.length = 0;
    if (this.#held.length > 0) this.#held = [];
  }
}
