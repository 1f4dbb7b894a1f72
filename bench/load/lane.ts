import type { Socket } from "bun";
import { ResponseReader } from "./response-reader.ts";

/** Told what happens on a lane. */
export interface LaneEvents {
  /** It can take a request. */
  readonly onIdle: (lane: Lane) => void;
  /** An answer came to the request of that number. */
  readonly onAnswer: (request: number, status: number) => void;
  /** The connection went, or was refused; with the number of the request on it, if there was one. */
  readonly onLost: (lane: Lane, request: number | undefined) => void;
}

/** One keep-alive connection with at most one request on it; it connects again when it is lost. */
export class Lane {
  readonly #target: URL;
  readonly #events: LaneEvents;
  #socket: Socket | undefined;
  #reader = new ResponseReader();
  #request: number | undefined;
  #closed = false;

  constructor(target: URL, events: LaneEvents) {
    this.#target = target;
    this.#events = events;
    void this.#open();
  }

  /** Writes a request; only on an idle lane. */
  send(request: number, bytes: Uint8Array): void {
    this.#request = request;
    this.#socket?.write(bytes);
  }

  /** Ends the connection for good. */
  close(): void {
    this.#closed = true;
    this.#socket?.terminate();
  }

  async #open(): Promise<void> {
    try {
      await Bun.connect({
        hostname: this.#target.hostname,
        port: Number(this.#target.port || 80),
        socket: {
          open: (socket) => {
            this.#socket = socket;
            this.#reader = new ResponseReader();
            socket.setNoDelay(true);
            this.#events.onIdle(this);
          },
          data: (_, bytes) => this.#read(bytes),
          close: () => this.#lose(),
          error: () => {},
        },
      });
    } catch {
      this.#lose();
    }
  }

  #read(bytes: Uint8Array): void {
    for (const status of this.#reader.push(bytes)) {
      if (this.#request === undefined) continue;
      this.#events.onAnswer(this.#request, status);
      this.#request = undefined;
      this.#events.onIdle(this);
    }
  }

  #lose(): void {
    if (this.#closed) return;
    this.#events.onLost(this, this.#request);
    this.#socket = undefined;
    this.#request = undefined;
    setTimeout(() => this.#closed || void this.#open(), 10);
  }
}
