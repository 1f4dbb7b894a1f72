import type { Net } from "#plinth/host/net/net.ts";
import type { Timer } from "#plinth/host/net/timers.ts";
import type { LinkFault } from "../config.ts";
import { stallMs } from "./loss.ts";

/** What travels: data, or the end of it. */
export type Parcel =
  | { readonly kind: "data"; readonly bytes: Buffer }
  | { readonly kind: "end" | "close" | "reset" }
  | { readonly kind: "broken"; readonly code: string | undefined };

/** One direction of a broken link: what is put in comes out later, in the same order. */
export class Lane {
  readonly #net: Net;
  readonly #deliver: (parcel: Parcel) => void;
  readonly #onIdle: () => void;
  #queue: { readonly parcel: Parcel; readonly dueMs: number }[] = [];
  #fault: LinkFault | null;
  #rateFreeMs = 0;
  #timer: Timer | undefined;
  /** Set while the receiver takes nothing. */
  #held = false;
  #delivering = false;
  queuedBytes = 0;

  /** `onIdle` is called whenever nothing more can be delivered for now. */
  constructor(net: Net, fault: LinkFault, deliver: (parcel: Parcel) => void, onIdle: () => void) {
    this.#net = net;
    this.#fault = fault;
    this.#deliver = deliver;
    this.#onIdle = onIdle;
  }

  get isEmpty(): boolean {
    return this.#queue.length === 0 && !this.#delivering;
  }

  /** Takes the bytes over. Large ones are cut up when the link is slow, so that they trickle. */
  send(bytes: Buffer): void {
    const rate = this.#fault?.bytesPerSecond;
    const step = rate === undefined ? bytes.length : Math.max(1, Math.ceil(rate / 20));
    for (let from = 0; from < bytes.length; from += step) {
      this.put({ kind: "data", bytes: bytes.subarray(from, from + step) });
    }
  }

  put(parcel: Parcel): void {
    const dueMs = this.#dueMs(parcel);
    if (dueMs === undefined) this.#queue.push({ parcel: { kind: "reset" }, dueMs: 0 });
    else this.#queue.push({ parcel, dueMs });
    if (parcel.kind === "data") this.queuedBytes += parcel.bytes.length;
    this.#pump();
  }

  /** The fault changed; null lets everything out at once. */
  setFault(fault: LinkFault | null): void {
    this.#fault = fault;
    this.#pump();
  }

  hold(): void {
    this.#held = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  release(): void {
    this.#held = false;
    this.#pump();
  }

  clear(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#queue = [];
    this.queuedBytes = 0;
  }

  /** When the parcel may arrive, after the one ahead of it; undefined when TCP gives it up. */
  #dueMs(parcel: Parcel): number | undefined {
    const fault = this.#fault;
    const nowMs = this.#net.nowMs();
    if (fault === null) return nowMs;
    const { delayMs = 0, jitterMs = 0, lossPercent = 0, bytesPerSecond } = fault;
    const size = parcel.kind === "data" ? parcel.bytes.length : 1;
    let dueMs = nowMs;
    if (bytesPerSecond !== undefined && parcel.kind === "data") {
      this.#rateFreeMs = Math.max(nowMs, this.#rateFreeMs) + (size / bytesPerSecond) * 1000;
      dueMs = this.#rateFreeMs;
    }
    dueMs += Math.max(0, delayMs + (this.#net.random() * 2 - 1) * jitterMs);
    if (lossPercent > 0) {
      const stall = stallMs(size, lossPercent, this.#net.random);
      if (stall === undefined) return undefined;
      dueMs += stall;
    }
    return dueMs;
  }

  #pump(): void {
    if (this.#delivering) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#delivering = true;
    while (!this.#held && this.#fault?.cut !== "drop") {
      const next = this.#queue[0];
      if (next === undefined) break;
      const waitMs = this.#fault === null ? 0 : next.dueMs - this.#net.nowMs();
      if (waitMs > 0) {
        this.#timer = this.#net.after(Math.ceil(waitMs), () => this.#pump());
        break;
      }
      this.#queue.shift();
      if (next.parcel.kind === "data") this.queuedBytes -= next.parcel.bytes.length;
      this.#deliver(next.parcel);
    }
    this.#delivering = false;
    this.#onIdle();
  }
}
