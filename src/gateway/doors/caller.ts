import type { Wire, WireOwner } from "#plinth/host/net/wire.ts";
import { INCOMPLETE } from "../http/field-line.ts";
import { type ForwardedBy, forwardedBy } from "../http/forward-request.ts";
import { readRequestHead } from "../http/read-request-head.ts";
import { refusal } from "../http/refusal.ts";
import { Exchange } from "./exchange.ts";
import type { CallerSide, HttpDoorSide } from "./sides.ts";

/** Bytes that came before their turn (pipelined requests) beyond which the caller has to wait. */
const AHEAD_BYTES_MAX = 64 * 1024;
/**
 * How long a caller may take to close its side after the door has closed its own. Closing at once
 * could destroy an answer under way: a TCP that gets data for a closed socket resets (RFC 9112 §9.6).
 */
const LINGER_MS = 2000;

/** A connection of an HTTP door with a caller: reads one request after the other. */
export class Caller implements WireOwner, CallerSide {
  readonly door: HttpDoorSide;
  readonly wire: Wire;
  readonly by: ForwardedBy;
  readonly openedMs: number;
  lastByteMs: number;
  readonly #exchange: Exchange;
  readonly #onGone: (caller: Caller) => void;
  #state: "reading" | "exchanging" | "closing" | "gone" = "reading";
  /** The beginning of a head, or what was sent ahead. */
  #pending: Buffer | undefined;
  #isReading = false;

  /** `onGone` is called when the connection is closed, or has become a tunnel. */
  constructor(door: HttpDoorSide, wire: Wire, onGone: (caller: Caller) => void) {
    this.door = door;
    this.wire = wire;
    this.by = forwardedBy(wire.remoteAddress, wire.localAddress, wire.localPort);
    this.openedMs = door.surroundings.net.nowMs();
    this.lastByteMs = this.openedMs;
    this.#exchange = new Exchange(this);
    this.#onGone = onGone;
    wire.owner = this;
  }

  onData(bytes: Buffer): void {
    // What comes after the last answer is read only so that it does not break that answer.
    if (this.#state === "closing") return;
    this.lastByteMs = this.door.surroundings.net.nowMs();
    this.door.counters.bytesIn += bytes.length;
    if (this.#state === "reading") this.#read(this.#join(bytes));
    else if (this.#state === "exchanging") {
      if (this.#exchange.isRequestDone) this.keep(bytes);
      else this.#exchange.onCallerData(bytes);
    }
  }

  onDrain(): void {
    this.lastByteMs = this.door.surroundings.net.nowMs();
    if (this.#state === "exchanging") this.#exchange.onCallerDrain();
  }

  /**
   * The caller sends no more. With a request under way it is taken to have left, as ALBs and nginx
   * take it, so that the target stops working for nobody.
   */
  onEnd(): void {
    if (this.#state === "exchanging") {
      this.#exchange.onCallerLeft();
      this.wire.reset();
    } else this.wire.close();
  }

  onClose(): void {
    const wasExchanging = this.#state === "exchanging";
    this.#leave();
    if (wasExchanging) this.#exchange.onCallerLeft();
  }

  keep(bytes: Buffer): void {
    this.#pending = this.#join(bytes);
    if (this.#pending.length > AHEAD_BYTES_MAX) this.wire.pause();
  }

  refuse(status: number, closes: boolean): void {
    const { clock } = this.door.surroundings;
    const isLast = closes || this.door.isClosing;
    const { isHead } = this.#exchange.head;
    const bytes = refusal(status, { date: clock.dateLine, closes: isLast, isHead });
    this.door.counters.refused(status);
    this.door.counters.bytesOut += bytes.length;
    this.wire.write(bytes, 0, bytes.length);
    this.finished(isLast);
  }

  finished(closes: boolean): void {
    if (this.#state === "gone") return;
    this.#exchange.head.reset();
    if (closes || this.door.isClosing) {
      this.#close();
      return;
    }
    this.#state = "reading";
    this.wire.resume();
    if (this.#pending !== undefined && !this.#isReading) this.#read(this.#pending);
  }

  abort(): void {
    this.wire.reset();
  }

  detach(): Buffer | undefined {
    const pending = this.#pending;
    this.#leave();
    return pending;
  }

  closeIfIdle(): void {
    if (this.#state === "reading" && this.#pending === undefined) this.#close();
  }

  expire(nowMs: number): void {
    const silentMs = nowMs - this.lastByteMs;
    const { idleTimeoutMs } = this.door.spec;
    if (this.#state === "closing") {
      // Closing leaves to the system what it still has to send; only what not even the system
      // could take for all this time is given up.
      if (silentMs > LINGER_MS + idleTimeoutMs) this.wire.reset();
      else if (silentMs > Math.min(LINGER_MS, idleTimeoutMs)) this.wire.close();
    } else if (silentMs > idleTimeoutMs) {
      if (this.#state === "exchanging") this.#exchange.onIdle();
      else if (this.#pending !== undefined) this.refuse(408, true);
      else this.#close();
    }
  }

  #read(first: Buffer): void {
    const head = this.#exchange.head;
    let bytes: Buffer | undefined = first;
    this.#isReading = true;
    while (bytes !== undefined && this.#state === "reading") {
      const length = readRequestHead(head, bytes, bytes.length);
      this.#pending = length === INCOMPLETE ? bytes : undefined;
      if (length === INCOMPLETE) break;
      this.#state = "exchanging";
      if (length < 0) this.refuse(-length, true);
      else this.#exchange.begin(bytes, length);
      bytes = this.#pending;
    }
    this.#isReading = false;
  }

  #join(bytes: Buffer): Buffer {
    return this.#pending === undefined ? bytes : Buffer.concat([this.#pending, bytes]);
  }

  #close(): void {
    this.#state = "closing";
    this.lastByteMs = this.door.surroundings.net.nowMs();
    this.#pending = undefined;
    this.wire.resume();
    this.wire.shutdown();
  }

  #leave(): void {
    this.#state = "gone";
    this.#pending = undefined;
    this.#onGone(this);
  }
}
