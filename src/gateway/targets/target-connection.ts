import type { Wire, WireOwner } from "#plinth/host/net/wire.ts";
/** Has a connection to a target for one request. */
export interface ConnectionUser {
  onTargetData(bytes: Buffer): void;
  /** Takes more of the request after it had enough. */
  onTargetDrain(): void;
  /** No more will come: the target has closed its side, or the connection broke. */
  onTargetEnd(isBroken: boolean): void;
}

/** Keeps count of connections. */
export interface ConnectionKeeper {
  forget(connection: TargetConnection): void;
}

/** A connection to a target that is kept alive from one request to the next. */
export class TargetConnection implements WireOwner {
  readonly #keeper: ConnectionKeeper;
  readonly wire: Wire;
  /** Connections are shared only among doors that dial from the same address. */
  readonly sourceAddress: string;
  user: ConnectionUser | undefined;
  /** It has carried a request before: the target may close it any time without being at fault. */
  isReused = false;
  idleUntilMs = 0;

  constructor(keeper: ConnectionKeeper, wire: Wire, sourceAddress: string) {
    this.#keeper = keeper;
    this.wire = wire;
    this.sourceAddress = sourceAddress;
    wire.owner = this;
  }

  onData(bytes: Buffer): void {
    // An answer to nothing: whatever it is, it must not be taken for the next answer.
    if (this.user === undefined) this.drop();
    else this.user.onTargetData(bytes);
  }

  onDrain(): void {
    this.user?.onTargetDrain();
  }

  onEnd(): void {
    if (this.user === undefined) this.drop();
    else this.user.onTargetEnd(false);
  }

  onClose(): void {
    this.#keeper.forget(this);
    this.user?.onTargetEnd(true);
  }

  /** Closes it in good order, whoever has it; its user hears nothing. */
  drop(): void {
    this.user = undefined;
    this.#keeper.forget(this);
    this.wire.close();
  }

  /** Gives its wire away: from here on it is no connection of the target's any more. */
  release(): void {
    this.user = undefined;
    this.#keeper.forget(this);
  }

  /** Breaks it off in the middle of something; its user hears nothing. */
  abort(): void {
    this.user = undefined;
    this.#keeper.forget(this);
    this.wire.reset();
  }
}
