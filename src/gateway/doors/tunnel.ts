import type { Net } from "#plinth/host/net/net.ts";
import type { Wire, WireOwner } from "#plinth/host/net/wire.ts";
import type { TargetUser } from "../targets/target.ts";
import type { DoorCounters } from "./door-counters.ts";

/** A caller and a target joined: bytes, ends and breaks pass from each to the other. */
export class Tunnel implements TargetUser {
  readonly #net: Net;
  readonly #caller: Wire;
  readonly #target: Wire;
  readonly #counters: DoorCounters;
  readonly #onOver: () => void;
  #isOver = false;
  #callerEnded = false;
  #targetEnded = false;
  lastByteMs: number;

  /** Both wires must be open; `onOver` is called once, when neither is used any more. */
  constructor(net: Net, caller: Wire, target: Wire, counters: DoorCounters, onOver: () => void) {
    this.#net = net;
    this.#caller = caller;
    this.#target = target;
    this.#counters = counters;
    this.#onOver = onOver;
    this.lastByteMs = net.nowMs();
    caller.owner = this.#end(caller, target, true);
    target.owner = this.#end(target, caller, false);
  }

  /** Nothing new comes of a tunnel: it lives on until it is cut. */
  onTargetWithdrawn(): void {}

  onTargetCut(): void {
    this.abort();
  }

  /** Breaks both connections. */
  abort(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#caller.reset();
    this.#target.reset();
    this.#onOver();
  }

  #end(from: Wire, to: Wire, isCaller: boolean): WireOwner {
    return {
      onData: (bytes) => {
        this.lastByteMs = this.#net.nowMs();
        if (isCaller) this.#counters.bytesIn += bytes.length;
        else this.#counters.bytesOut += bytes.length;
        if (!to.write(bytes, 0, bytes.length)) from.pause();
      },
      onDrain: () => {
        this.lastByteMs = this.#net.nowMs();
        to.resume();
      },
      onEnd: () => {
        if (isCaller) this.#callerEnded = true;
        else this.#targetEnded = true;
        if (this.#callerEnded && this.#targetEnded) this.#finish();
        else to.shutdown();
      },
      onClose: (code) => {
        if (this.#isOver) return;
        this.#isOver = true;
        if (code === undefined) to.close();
        else to.reset();
        this.#onOver();
      },
    };
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#caller.close();
    this.#target.close();
    this.#onOver();
  }
}
