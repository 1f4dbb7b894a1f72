import type { Dialling, DialOptions } from "#plinth/host/net/dial.ts";
import type { Net } from "#plinth/host/net/net.ts";
import type { Timer } from "#plinth/host/net/timers.ts";
import type { Wire } from "#plinth/host/net/wire.ts";
import type { LinkFault } from "../config.ts";
import { synStallMs } from "./loss.ts";
import { Shaper } from "./shaper.ts";

/**
 * An edge between two places. Every wire that runs along it is attached; while it is whole, none of
 * them pays for that. What each fault means is said at `LinkFault`.
 */
export class Link {
  readonly #net: Net;
  readonly #wires = new Set<Wire>();
  readonly #shapers = new Map<Wire, Shaper>();
  readonly #dials = new Set<HeldDial>();
  fault: LinkFault | null = null;

  constructor(net: Net) {
    this.#net = net;
  }

  setFault(fault: LinkFault | null): void {
    this.fault = fault;
    for (const shaper of [...this.#shapers.values()]) shaper.setFault(fault);
    for (const wire of [...this.#wires]) this.#shape(wire);
    for (const held of [...this.#dials]) held.judge(fault);
  }

  /** A wire runs along this link from now on. */
  attach(wire: Wire): void {
    this.#wires.add(wire);
    wire.released = () => this.#wires.delete(wire);
    this.#shape(wire);
  }

  /** Connects along this link. */
  dial(options: DialOptions): Dialling {
    const attached: DialOptions = {
      ...options,
      onOpen: (wire) => {
        this.attach(wire);
        options.onOpen(wire);
      },
    };
    if (this.fault === null) return this.#net.dial(attached);
    const held = new HeldDial(this.#net, attached, () => this.#dials.delete(held));
    this.#dials.add(held);
    held.judge(this.fault);
    return held;
  }

  #shape(wire: Wire): void {
    const fault = this.fault;
    if (fault === null || this.#shapers.has(wire)) return;
    if (fault.cut === "refuse") {
      wire.abort();
      return;
    }
    const shaper = new Shaper(wire, this.#net, fault, () => this.#shapers.delete(wire));
    this.#shapers.set(wire, shaper);
    wire.filter = shaper;
  }
}

/** A connection being made over a broken link: its SYN waits, is lost, or is refused. */
class HeldDial implements Dialling {
  readonly #net: Net;
  readonly #options: DialOptions;
  readonly #onSettled: () => void;
  #timer: Timer | undefined;
  #dialling: Dialling | undefined;

  constructor(net: Net, options: DialOptions, onSettled: () => void) {
    this.#net = net;
    this.#options = options;
    this.#onSettled = onSettled;
  }

  judge(fault: LinkFault | null): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (fault?.cut === "drop") return;
    if (fault?.cut === "refuse") this.#wait(0, () => this.#options.onFail("ECONNREFUSED"));
    else {
      const stall = synStallMs(fault?.lossPercent ?? 0, this.#net.random);
      // Given up: it stays silent, and the one who dials has a time-out of its own.
      if (stall === undefined) return;
      this.#wait(stall + 2 * (fault?.delayMs ?? 0), () => {
        this.#dialling = this.#net.dial(this.#options);
      });
    }
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#dialling?.cancel();
    this.#onSettled();
  }

  #wait(ms: number, action: () => void): void {
    this.#timer = this.#net.after(ms, () => {
      this.#onSettled();
      action();
    });
  }
}
