import type { Net } from "#plinth/host/net/net.ts";
import type { Wire, WireFilter } from "#plinth/host/net/wire.ts";
import type { LinkFault } from "../config.ts";
import { Lane, type Parcel } from "./lane.ts";

/** Bytes under way beyond which the sender is told to wait. */
const UNDER_WAY_BYTES_MAX = 256 * 1024;

/**
 * Carries one wire's traffic over a broken link, and takes itself away when the link is whole and
 * all that was under way has arrived.
 *
 * When the owner closes, the wire is over for it at once, as with a system call; the peer hears of
 * it when the link lets it.
 */
export class Shaper implements WireFilter {
  readonly #wire: Wire;
  readonly #out: Lane;
  readonly #in: Lane;
  readonly #onRetired: () => void;
  #fault: LinkFault | null;
  #writerWaits = false;
  /** The owner has been told, or has said, that the wire is over. */
  #over = false;

  constructor(wire: Wire, net: Net, fault: LinkFault, onRetired: () => void) {
    this.#wire = wire;
    this.#fault = fault;
    this.#onRetired = onRetired;
    const onIdle = () => this.#retireIfDone();
    this.#out = new Lane(net, fault, (parcel) => this.#leave(parcel), onIdle);
    this.#in = new Lane(net, fault, (parcel) => this.#arrive(parcel), onIdle);
  }

  setFault(fault: LinkFault | null): void {
    const isRefused = fault?.cut === "refuse";
    if (isRefused) {
      this.#out.clear();
      this.#in.clear();
    }
    // Of a refused wire only the news of its end is left, and that arrives at once.
    this.#fault = isRefused ? null : fault;
    this.#out.setFault(this.#fault);
    this.#in.setFault(this.#fault);
    if (isRefused) this.#wire.abort();
  }

  write(bytes: Uint8Array, from: number, to: number): boolean {
    this.#out.send(Buffer.from(bytes.subarray(from, to)));
    if (this.#out.queuedBytes >= UNDER_WAY_BYTES_MAX) this.#writerWaits = true;
    return !this.#writerWaits;
  }

  shutdown(): void {
    this.#out.put({ kind: "end" });
  }

  close(): void {
    if (this.#over) return;
    this.#in.clear();
    this.#out.put({ kind: "close" });
    this.#tellOver(undefined);
  }

  reset(): void {
    if (this.#over) return;
    this.#in.clear();
    this.#out.clear();
    this.#out.put({ kind: "reset" });
    this.#tellOver(undefined);
  }

  pause(): void {
    this.#in.hold();
    this.#wire.stopReading();
  }

  resume(): void {
    this.#wire.startReading();
    this.#in.release();
  }

  arrived(bytes: Buffer): void {
    if (this.#over) return;
    this.#in.send(bytes);
    if (this.#in.queuedBytes > UNDER_WAY_BYTES_MAX) this.#wire.stopReading();
  }

  ended(): void {
    if (!this.#over) this.#in.put({ kind: "end" });
  }

  broke(code: string | undefined): void {
    this.#out.clear();
    if (this.#over) this.#retireIfDone();
    else this.#in.put({ kind: "broken", code });
  }

  drained(): void {
    this.#wakeWriter();
  }

  #leave(parcel: Parcel): void {
    const wire = this.#wire;
    switch (parcel.kind) {
      case "data":
        if (wire.transmit(parcel.bytes, 0, parcel.bytes.length)) this.#wakeWriter();
        else this.#writerWaits = true;
        break;
      case "end":
        wire.finish("shutdown");
        break;
      case "close":
        wire.finish("close");
        break;
      default:
        wire.abort();
    }
  }

  #arrive(parcel: Parcel): void {
    const { owner } = this.#wire;
    switch (parcel.kind) {
      case "data":
        if (this.#in.queuedBytes <= UNDER_WAY_BYTES_MAX / 2) this.#wire.startReading();
        owner.onData(parcel.bytes);
        break;
      case "end":
        owner.onEnd();
        break;
      case "broken":
        this.#tellOver(parcel.code);
        break;
      default:
        this.#wire.abort();
    }
  }

  #tellOver(code: string | undefined): void {
    if (this.#over) return;
    this.#over = true;
    this.#wire.owner.onClose(code);
  }

  #wakeWriter(): void {
    if (!this.#writerWaits || this.#out.queuedBytes >= UNDER_WAY_BYTES_MAX) return;
    this.#writerWaits = false;
    if (!this.#over) this.#wire.owner.onDrain();
  }

  #retireIfDone(): void {
    const isWhole = this.#fault === null && this.#in.isEmpty;
    const isGone = this.#wire.closed && this.#over;
    if (!this.#out.isEmpty || !(isWhole || isGone)) return;
    // A wire that is over for its owner must not start to call it again.
    if (!this.#over) this.#wire.filter = undefined;
    if (!this.#over || this.#wire.closed) this.#onRetired();
  }
}
