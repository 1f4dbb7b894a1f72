import type { Socket } from "bun";

/** Told what happens on a wire, in order; `onClose` comes once, and nothing after it. */
export interface WireOwner {
  /** The bytes are the owner's to keep. */
  onData(bytes: Buffer): void;
  /** Everything written has gone to the operating system, after a `write` that said false. */
  onDrain(): void;
  /** The peer will send no more; it may still read. */
  onEnd(): void;
  /** The wire is gone, with the error code if it was broken, e.g. "ECONNRESET". */
  onClose(code: string | undefined): void;
}

/** Stands between a wire and its owner, both ways; a broken link is one. */
export interface WireFilter {
  write(bytes: Uint8Array, from: number, to: number): boolean;
  shutdown(): void;
  close(): void;
  reset(): void;
  pause(): void;
  resume(): void;
  arrived(bytes: Buffer): void;
  drained(): void;
  ended(): void;
  broke(code: string | undefined): void;
}

const ignoring: WireOwner = { onData() {}, onDrain() {}, onEnd() {}, onClose() {} };

/**
 * One end of a TCP connection.
 *
 * `write` takes everything: what the operating system does not take now is kept and sent later, so
 * an owner has only to stop its source when `write` says false and to go on at `onDrain`.
 */
export class Wire {
  owner: WireOwner = ignoring;
  /** @default undefined: nothing in between, and nothing spent on it */
  filter: WireFilter | undefined;
  /** Called when the wire is gone, before the owner hears of it. */
  released: (() => void) | undefined;
  /** Address of the peer, "" when it has gone already; IPv4 in IPv6 is written as IPv4. */
  remoteAddress = "";
  /** Address on this side that the peer reached. */
  localAddress = "";
  localPort = 0;
  closed = false;

  #socket: Socket<Wire> | undefined;
  #queue: Uint8Array[] = [];
  #ending: "" | "shutdown" | "close" = "";
  #paused = false;

  /** Takes over an open socket. Called by `listen` and `dial` only. */
  opened(socket: Socket<Wire>): void {
    this.#socket = socket;
    this.remoteAddress = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, "") ?? "";
    this.localAddress = socket.localAddress?.replace(/^::ffff:(?=\d+\.)/, "") ?? "";
    this.localPort = socket.localPort;
  }

  /**
   * Sends `bytes[from, to)`, which are the caller's again when it returns.
   * @returns false when some of it had to be kept: wait for `onDrain` before sending more.
   */
  write(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.filter !== undefined) return this.filter.write(bytes, from, to);
    return this.transmit(bytes, from, to);
  }

  /** No more will be written; the peer may still send. */
  shutdown(): void {
    if (this.filter !== undefined) this.filter.shutdown();
    else this.finish("shutdown");
  }

  /** Sends what is kept, then closes both ways. */
  close(): void {
    if (this.filter !== undefined) this.filter.close();
    else this.finish("close");
  }

  /** Breaks the connection at once; the peer sees a reset. */
  reset(): void {
    if (this.filter !== undefined) this.filter.reset();
    else this.abort();
  }

  /** Takes no more data from the peer, whose own writes then stall. */
  pause(): void {
    if (this.filter !== undefined) this.filter.pause();
    else this.stopReading();
  }

  resume(): void {
    if (this.filter !== undefined) this.filter.resume();
    else this.startReading();
  }

  /** `write` behind any filter. */
  transmit(bytes: Uint8Array, from: number, to: number): boolean {
    const socket = this.#socket;
    if (socket === undefined || this.closed || this.#ending !== "" || from >= to) return true;
    if (this.#queue.length > 0) {
      this.#queue.push(new Uint8Array(bytes.subarray(from, to)));
      return false;
    }
    const sent = socket.write(bytes, from, to - from);
    if (sent === to - from) return true;
    if (sent < 0) return true; // Closing under our hands: `onClose` follows.
    this.#queue.push(new Uint8Array(bytes.subarray(from + sent, to)));
    return false;
  }

  /** `shutdown` and `close` behind any filter. */
  finish(how: "shutdown" | "close"): void {
    if (this.closed || this.#ending === "close") return;
    this.#ending = how;
    if (how === "close") this.startReading(); // A paused socket would never see the peer go.
    if (this.#queue.length > 0) return;
    if (how === "close") this.#socket?.end();
    else this.#socket?.shutdown();
  }

  /** `reset` behind any filter. */
  abort(): void {
    if (this.closed) return;
    this.#queue = [];
    this.#socket?.terminate();
  }

  /** `pause` behind any filter. */
  stopReading(): void {
    if (this.#paused || this.closed) return;
    this.#paused = true;
    this.#socket?.pause();
  }

  /** `resume` behind any filter. */
  startReading(): void {
    if (!this.#paused || this.closed) return;
    this.#paused = false;
    this.#socket?.resume();
  }

  /** The socket can take more. Called by the socket's handlers only. */
  drained(): void {
    const socket = this.#socket;
    if (socket === undefined || this.closed) return;
    while (true) {
      const next = this.#queue[0];
      if (next === undefined) break;
      const sent = socket.write(next, 0, next.length);
      if (sent < 0) return;
      if (sent < next.length) {
        this.#queue[0] = next.subarray(sent);
        return;
      }
      this.#queue.shift();
    }
    if (this.#ending === "close") socket.end();
    else if (this.#ending === "shutdown") socket.shutdown();
    else if (this.filter !== undefined) this.filter.drained();
    else this.owner.onDrain();
  }

  /** The socket is gone. Called by the socket's handlers only. */
  gone(code: string | undefined): void {
    if (this.closed) return;
    this.closed = true;
    this.#socket = undefined;
    this.#queue = [];
    this.released?.();
    if (this.filter !== undefined) this.filter.broke(code);
    else this.owner.onClose(code);
  }
}

/** What Bun calls for each socket, whose `data` is its wire. */
export const wireHandlers = {
  data(socket: Socket<Wire>, bytes: Buffer): void {
    const wire = socket.data;
    if (wire.filter !== undefined) wire.filter.arrived(bytes);
    else wire.owner.onData(bytes);
  },
  drain(socket: Socket<Wire>): void {
    socket.data.drained();
  },
  end(socket: Socket<Wire>): void {
    const wire = socket.data;
    if (wire.filter !== undefined) wire.filter.ended();
    else wire.owner.onEnd();
  },
  close(socket: Socket<Wire>, error?: Error): void {
    socket.data.gone(codeOf(error));
  },
  /** A handler of ours threw: a fault. It costs this one connection, and is said on stderr. */
  error(socket: Socket<Wire>, error: Error): void {
    console.error(error);
    socket.terminate();
  },
};

/** The operating system's name of an error, e.g. "ECONNREFUSED"; undefined for no error. */
export function codeOf(error: Error | undefined): string | undefined {
  if (error === undefined || error === null) return undefined;
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
