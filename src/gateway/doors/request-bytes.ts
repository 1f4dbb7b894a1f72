import type { Wire } from "#plinth/host/net/wire.ts";
import { Body } from "../http/body.ts";
import { writeRequestHead } from "../http/forward-request.ts";
import { ascii, TOGETHER_BYTES_MAX } from "../http/head-writer.ts";
import { RequestHead } from "../http/request-head.ts";
import type { CallerSide } from "./sides.ts";

const NOTHING = ascii("");

/** What a caller asks: its head and its body, kept as long as it may have to be sent. */
export class RequestBytes {
  readonly head = new RequestHead();
  readonly #body = new Body();
  /** The head, and what came with it of the body. */
  #bytes: Buffer = NOTHING;
  #bodyFrom = 0;
  #bodyTo = 0;
  /** More of the body, come before there was a connection. */
  #held: Buffer[] = [];

  /** The whole body has come. */
  get isDone(): boolean {
    return this.#body.isDone;
  }

  /** Nothing of it but the head has to be sent, so that it can be sent again. */
  get isHeadOnly(): boolean {
    return this.isDone && this.#bodyFrom === this.#bodyTo;
  }

  /** The caller waits to be asked for the body (RFC 9110 §10.1.1). */
  get waitsForContinue(): boolean {
    const { expectsContinue, minor } = this.head;
    return expectsContinue && minor === 1 && !this.isDone && this.#bodyFrom === this.#bodyTo;
  }

  /**
   * Takes a request whose head is `bytes[0, headLength)` and has been read into `head`.
   * @returns where the request stops in `bytes`; -1 if its body is malformed
   */
  begin(bytes: Buffer, headLength: number): number {
    const { isChunked, contentLength } = this.head;
    this.#body.begin(isChunked ? "chunked" : "length", Math.max(0, contentLength));
    this.#bytes = bytes;
    this.#bodyFrom = headLength;
    this.#bodyTo = this.#body.advance(bytes, headLength, bytes.length);
    return this.#bodyTo;
  }

  /** @returns where the request stops in these further bytes; -1 if its body is malformed */
  advance(bytes: Buffer): number {
    return this.#body.advance(bytes, 0, bytes.length);
  }

  /** Keeps more of the body until there is a connection. */
  hold(bytes: Buffer): void {
    this.#held.push(bytes);
  }

  /** Sends all there is so far. @returns false when the wire has enough for now */
  send(wire: Wire, { by, door }: CallerSide): boolean {
    const { out, clock, words } = door.surroundings;
    out.length = 0;
    writeRequestHead(out, this.head, this.#bytes, by, clock.epochSeconds, words);
    const isTogether = this.#bodyTo - this.#bodyFrom <= TOGETHER_BYTES_MAX;
    if (isTogether) out.copy(this.#bytes, this.#bodyFrom, this.#bodyTo);
    let flows = wire.write(out.bytes, 0, out.length);
    if (!isTogether) flows = wire.write(this.#bytes, this.#bodyFrom, this.#bodyTo);
    if (this.#held.length === 0) return flows;
    for (const bytes of this.#held) flows = wire.write(bytes, 0, bytes.length);
    this.#held = [];
    return flows;
  }

  /** Forgets all but the head, which the next request is read into anyway. */
  reset(): void {
    this.#body.begin("none");
    this.#bytes = NOTHING;
    this.#bodyFrom = 0;
    this.#bodyTo = 0;
    if (this.#held.length > 0) this.#held = [];
  }
}
