import { ChunkedBody, type DataVisitor } from "./chunked-body.ts";

/** How the end of a message's body is found (RFC 9112 §6.3). */
export type Framing = "none" | "length" | "chunked" | "until close";

/** Finds the end of one body after another. */
export class Body {
  framing: Framing = "none";
  isDone = true;
  #left = 0;
  readonly #chunked = new ChunkedBody();

  /** Begins a body; `length` is read for "length" only. */
  begin(framing: Framing, length = 0): void {
    this.framing = framing === "length" && length === 0 ? "none" : framing;
    this.isDone = this.framing === "none";
    this.#left = length;
    if (framing === "chunked") this.#chunked.reset();
  }

  /**
   * @param onData sees the content of a chunked body, without the chunk headers
   * @returns where the body stops in `bytes[from, to)` (`to` when it goes on); -1 if malformed
   */
  advance(bytes: Uint8Array, from: number, to: number, onData?: DataVisitor): number {
    switch (this.framing) {
      case "none":
        return from;
      case "length": {
        const stop = Math.min(to, from + this.#left);
        this.#left -= stop - from;
        this.isDone = this.#left === 0;
        return stop;
      }
      case "chunked": {
        const stop = this.#chunked.advance(bytes, from, to, onData);
        this.isDone = this.#chunked.isDone;
        return stop;
      }
      case "until close":
        return to;
    }
  }
}
