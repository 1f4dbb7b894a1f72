import type { Dialling } from "#plinth/host/net/dial.ts";
import { Body, type Framing } from "../http/body.ts";
import { INCOMPLETE } from "../http/field-line.ts";
import { writeRequestHead } from "../http/forward-request.ts";
import {
  type ConnectionLine,
  isForwardedAsIs,
  writeResponseHead,
} from "../http/forward-response.ts";
import { ascii } from "../http/head-writer.ts";
import { CALLER_LEFT } from "../http/refusal.ts";
import { RequestHead } from "../http/request-head.ts";
import { ResponseHead, readResponseHead } from "../http/response-head.ts";
import type { Group } from "../targets/group.ts";
import type { Target, TargetUser } from "../targets/target.ts";
import type { ConnectionUser, TargetConnection } from "../targets/target-connection.ts";
import type { Caller } from "./caller.ts";
import { Tunnel } from "./tunnel.ts";

/** An ALB waits this long for a target to accept (AWS, "Troubleshoot …", HTTP 504). */
const CONNECT_TIMEOUT_MS = 10_000;
/** Beginnings of bodies up to this size go out in one piece with their head. */
const TOGETHER_BYTES_MAX = 16 * 1024;
const CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

/**
 * One request of a caller on its way to a target and its answer on the way back. A caller has one
 * and uses it for all its requests, so that a request allocates next to nothing.
 *
 * ```
 *   begin ─▶ choose ─▶ idle connection ─────▶ sent ─▶ answering ─▶ finished
 *              ▲  └──▶ dial ──▶ open ──────────┘ │
 *              └─ refused ◀┘      └─ stale and safe to repeat
 * ```
 */
export class Exchange implements TargetUser, ConnectionUser {
  readonly head = new RequestHead();
  readonly #caller: Caller;
  readonly #response = new ResponseHead();
  readonly #requestBody = new Body();
  readonly #responseBody = new Body();
  readonly #tried: Target[] = [];
  #phase: "idle" | "dialling" | "sent" | "answering" = "idle";
  #group: Group | undefined;
  #target: Target | undefined;
  #connection: TargetConnection | undefined;
  #dialling: Dialling | undefined;
  #startedMs = 0;
  /** The head, and what came with it of the body. */
  #bytes: Buffer = ascii("");
  #bodyFrom = 0;
  #bodyTo = 0;
  /** More of the body, come before there was a connection. */
  #held: Buffer[] = [];
  #hasRetried = false;
  /** The beginning of the answer's head. */
  #partial: Buffer | undefined;
  #closes = false;
  /** Cannot take more for now, so the other side has been told to wait. */
  #isCallerFull = false;
  #isTargetFull = false;
  #unchunks = false;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  get isRequestDone(): boolean {
    return this.#requestBody.isDone;
  }

  /** Starts on the request whose head is `bytes[0, headLength)` and has been read into `head`. */
  begin(bytes: Buffer, headLength: number): void {
    const { head } = this;
    this.#startedMs = this.#caller.lastByteMs;
    this.#requestBody.begin(head.isChunked ? "chunked" : "length", Math.max(0, head.contentLength));
    const bodyTo = this.#requestBody.advance(bytes, headLength, bytes.length);
    if (bodyTo < 0) {
      this.#refuse(400, true);
      return;
    }
    this.#bytes = bytes;
    this.#bodyFrom = headLength;
    this.#bodyTo = bodyTo;
    if (bodyTo < bytes.length) this.#caller.keep(bytes.subarray(bodyTo));
    const groupId = this.#caller.door.route(head, bytes);
    if (groupId === undefined) {
      this.#refuse(404, false);
      return;
    }
    this.#group = this.#caller.door.group(groupId);
    this.#attempt(false);
  }

  /** Looks for a target. `fresh` leaves kept-alive connections alone. */
  #attempt(fresh: boolean): void {
    const target = this.#group?.choose(this.#tried);
    if (target === undefined) {
      this.#refuse(this.#tried.length === 0 ? 503 : 502, false);
      return;
    }
    const { sourceAddress = "", connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#caller.door.spec;
    this.#target = target;
    target.users.add(this);
    const idle = fresh ? undefined : target.takeIdle(sourceAddress);
    if (idle !== undefined) {
      this.#send(idle);
      return;
    }
    this.#phase = "dialling";
    if (!this.#requestBody.isDone) this.#caller.wire.pause();
    this.#dialling = target.dial(
      sourceAddress,
      connectTimeoutMs,
      (wire) => this.#send(target.adopt(wire, sourceAddress)),
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
    this.#attempt(this.#hasRetried);
  }

  #send(connection: TargetConnection): void {
    const { out, clock, words } = this.#caller.door.surroundings;
    this.#connection = connection;
    this.#dialling = undefined;
    this.#phase = "sent";
    connection.user = this;
    connection.target.requests++;
    out.length = 0;
    writeRequestHead(out, this.head, this.#bytes, this.#caller.by, clock.epochSeconds, words);
    const isTogether = this.#bodyTo - this.#bodyFrom <= TOGETHER_BYTES_MAX;
    if (isTogether) out.copy(this.#bytes, this.#bodyFrom, this.#bodyTo);
    const { wire } = connection;
    let flows = wire.write(out.bytes, 0, out.length);
    if (!isTogether) flows = wire.write(this.#bytes, this.#bodyFrom, this.#bodyTo);
    for (const bytes of this.#held) flows = wire.write(bytes, 0, bytes.length);
    this.#held = [];
    if (this.#requestBody.isDone) return;
    if (this.head.expectsContinue && this.#bodyFrom === this.#bodyTo && this.head.minor === 1) {
      this.head.expectsContinue = false;
      this.#caller.wire.write(CONTINUE, 0, CONTINUE.length);
    }
    if (flows) this.#caller.wire.resume();
    else this.#holdCaller();
  }

  /** More of the request's body. */
  onCallerData(bytes: Buffer): void {
    const to = this.#requestBody.advance(bytes, 0, bytes.length);
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
    if (this.#phase === "answering") this.#passOn(bytes, 0);
    else
      this.#readHead(this.#partial === undefined ? bytes : Buffer.concat([this.#partial, bytes]));
  }

  #readHead(first: Buffer): void {
    const response = this.#response;
    let bytes = first;
    while (true) {
      const length = readResponseHead(response, bytes, bytes.length);
      this.#partial = length === INCOMPLETE ? bytes : undefined;
      if (length === INCOMPLETE) return;
      if (length < 0) {
        this.#fail(502, false);
        return;
      }
      if (response.status >= 200) {
        this.#answer(bytes, length);
        return;
      }
      if (response.status === 101) {
        if (this.head.isUpgrade && response.upgradeTo !== 0) this.#switchProtocols(bytes, length);
        else this.#fail(502, false);
        return;
      }
      // 100 is not passed on: the door itself answers Expect. HTTP/1.0 knows none of these.
      if (response.status !== 100 && this.head.minor === 1) this.#writeHead(bytes, "");
      response.reset();
      bytes = bytes.subarray(length);
      if (bytes.length === 0) return;
    }
  }

  /** Passes the answer's head on, with what came with it of the body. */
  #answer(bytes: Buffer, headLength: number): void {
    const { head } = this;
    const response = this.#response;
    const caller = this.#caller;
    this.#unchunks = response.isChunked && head.minor === 0;
    const framing = this.#framing();
    this.#responseBody.begin(framing, response.contentLength);
    // Only to learn whether the body is well-formed so far and where it stops.
    const to = this.#unchunks
      ? bytes.length
      : this.#responseBody.advance(bytes, headLength, bytes.length);
    if (to < 0) {
      this.#fail(502, false);
      return;
    }
    const { spec, isClosing } = caller.door;
    const keepsAlive =
      head.minor === 1 ? !head.wantsClose : head.wantsKeepAlive && !head.wantsClose;
    const isOld = caller.lastByteMs - caller.openedMs > spec.clientKeepAliveMs;
    this.#closes = !keepsAlive || isClosing || isOld || framing === "until close" || this.#unchunks;
    this.#phase = "answering";
    const connection = this.#closes ? "close" : head.minor === 0 ? "keep-alive" : "";
    if (isForwardedAsIs(response, connection, this.#unchunks)) {
      this.#write(bytes, 0, to);
    } else if (!this.#unchunks && to - headLength <= TOGETHER_BYTES_MAX) {
      this.#writeHead(bytes, connection, headLength, to);
    } else {
      this.#writeHead(bytes, connection);
      if (this.#unchunks) {
        this.#passOn(bytes, headLength);
        return;
      }
      this.#write(bytes, headLength, to);
    }
    if (this.#responseBody.isDone) this.#finish(to < bytes.length);
  }

  /** RFC 9112 §6.3. */
  #framing(): Framing {
    const { status, isChunked, contentLength } = this.#response;
    if (this.head.isHead || status === 204 || status === 304) return "none";
    if (isChunked) return "chunked";
    return contentLength >= 0 ? "length" : "until close";
  }

  #writeHead(bytes: Buffer, connection: ConnectionLine, bodyFrom = 0, bodyTo = 0): void {
    const { out, clock } = this.#caller.door.surroundings;
    out.length = 0;
    writeResponseHead(out, this.#response, bytes, connection, this.#unchunks, clock.dateLine);
    out.copy(bytes, bodyFrom, bodyTo);
    this.#write(out.bytes, 0, out.length);
  }

  #write(bytes: Buffer, from: number, to: number): void {
    this.#caller.door.counters.bytesOut += to - from;
    if (this.#caller.wire.write(bytes, from, to)) return;
    this.#isCallerFull = true;
    this.#connection?.wire.pause();
  }

  /** Passes on the body in `bytes[from, …)`. */
  #passOn(bytes: Buffer, from: number): void {
    const onData = this.#unchunks
      ? (start: number, end: number) => this.#write(bytes, start, end)
      : undefined;
    const to = this.#responseBody.advance(bytes, from, bytes.length, onData);
    if (to < 0) {
      this.#fail(502, false);
      return;
    }
    if (!this.#unchunks) this.#write(bytes, from, to);
    if (this.#responseBody.isDone) this.#finish(to < bytes.length);
  }

  /** `hasExcess`: the target sent more than its answer. */
  #finish(hasExcess: boolean): void {
    const caller = this.#caller;
    const { counters, spec } = caller.door;
    const connection = this.#connection;
    const isRequestDone = this.#requestBody.isDone;
    const closes = this.#closes || !isRequestDone;
    counters.answered(this.#response.status, caller.lastByteMs - this.#startedMs);
    if (connection !== undefined) {
      const isReusable =
        this.#response.isPersistent &&
        isRequestDone &&
        !hasExcess &&
        this.#responseBody.framing !== "until close";
      if (!isRequestDone) connection.abort();
      else if (!isReusable) connection.drop();
      else {
        connection.wire.resume();
        connection.target.putIdle(connection, caller.lastByteMs + spec.idleTimeoutMs);
      }
    }
    this.#leaveTarget();
    this.#reset();
    caller.finished(closes);
  }

  onTargetEnd(isBroken: boolean): void {
    const isUntilClose = this.#responseBody.framing === "until close";
    if (this.#phase === "answering" && isUntilClose && !isBroken) {
      this.#finish(false);
      return;
    }
    const isStale =
      this.#phase === "sent" && this.#connection?.isReused === true && this.#partial === undefined;
    const isRepeatable =
      this.head.isIdempotent && this.#bodyFrom === this.#bodyTo && this.isRequestDone;
    if (!isStale || !isRepeatable || this.#hasRetried) {
      this.#fail(502, false);
      return;
    }
    // RFC 9112 §9.3.1: the target may have closed before it saw the request.
    this.#hasRetried = true;
    this.#connection?.drop();
    this.#leaveTarget();
    this.#attempt(true);
  }

  onTargetWithdrawn(): void {
    if (this.#phase !== "dialling") return;
    this.#dialling?.cancel();
    this.#leaveTarget();
    this.#attempt(true);
  }

  /** The deregistration delay is over (AWS, "Troubleshoot …", HTTP 502). */
  onTargetCut(): void {
    this.#fail(502, false);
  }

  /** Nothing has moved for as long as the door allows. */
  onIdle(): void {
    if (this.#phase === "dialling") return; // That has a time-out of its own.
    const isCallerSlow =
      this.#phase === "answering"
        ? this.#isCallerFull
        : !this.#requestBody.isDone && !this.#isTargetFull;
    this.#fail(isCallerSlow ? 408 : 504, isCallerSlow);
  }

  onCallerLeft(): void {
    if (this.#phase === "idle") return;
    this.#caller.door.counters.refused(CALLER_LEFT);
    this.#dialling?.cancel();
    this.#connection?.abort();
    this.#leaveTarget();
    this.#reset();
  }

  /** Gives up. `isCallersFault` spares the target's record. */
  #fail(status: number, isCallersFault: boolean): void {
    const hasBegun = this.#phase === "answering";
    if (!isCallersFault && this.#target !== undefined) this.#target.failures++;
    this.#dialling?.cancel();
    this.#connection?.abort();
    this.#leaveTarget();
    if (!hasBegun) {
      this.#refuse(status, isCallersFault);
      return;
    }
    const { counters } = this.#caller.door;
    counters.answered(this.#response.status, this.#caller.lastByteMs - this.#startedMs);
    this.#reset();
    this.#caller.abort();
  }

  #refuse(status: number, closes: boolean): void {
    const isRequestDone = this.#requestBody.isDone;
    this.#reset();
    this.#caller.refuse(status, closes || !isRequestDone);
  }

  #switchProtocols(bytes: Buffer, headLength: number): void {
    const caller = this.#caller;
    const { door } = caller;
    const target = this.#target;
    const connection = this.#connection;
    const group = this.#group;
    if (target === undefined || connection === undefined) return;
    this.#writeHead(bytes, "upgrade", headLength, bytes.length);
    door.counters.answered(101, caller.lastByteMs - this.#startedMs);
    const ahead = caller.detach();
    target.forget(connection);
    connection.user = undefined;
    const tunnel = new Tunnel(
      door.surroundings.net,
      caller.wire,
      connection.wire,
      door.counters,
      () => {
        door.tunnels.delete(tunnel);
        target.users.delete(tunnel);
        group?.settle(target);
      },
    );
    door.tunnels.add(tunnel);
    target.users.add(tunnel);
    this.#leaveTarget();
    this.#reset();
    if (ahead !== undefined) connection.wire.write(ahead, 0, ahead.length);
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
    this.#response.reset();
    this.#requestBody.begin("none");
    this.#responseBody.begin("none");
    this.#partial = undefined;
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

const NOTHING = ascii("");
