import { Body, type Framing } from "../http/body.ts";
import { INCOMPLETE } from "../http/field-line.ts";
import {
  type ConnectionLine,
  isForwardedAsIs,
  writeResponseHead,
} from "../http/forward-response.ts";
import { TOGETHER_BYTES_MAX } from "../http/head-writer.ts";
import type { RequestHead } from "../http/request-head.ts";
import { ResponseHead, readResponseHead } from "../http/response-head.ts";
import type { CallerSide } from "./sides.ts";

/** How far an answer is after more bytes of it; "excess": complete, and something came after it. */
export type Progress = "more" | "done" | "excess" | "malformed" | "upgrade";

/**
 * A target's answer on its way to the caller: finds where it ends, and passes it on as it comes.
 * A caller's exchange has one and uses it for every request.
 */
export class Answer {
  readonly #caller: CallerSide;
  readonly #request: RequestHead;
  readonly #write: (bytes: Buffer, from: number, to: number) => void;
  readonly #head = new ResponseHead();
  readonly #body = new Body();
  /** The beginning of a head. */
  #partial: Buffer | undefined;
  /** Takes the chunked coding off, for a caller of HTTP/1.0. */
  #unchunks = false;
  /** Something of it has been passed on, so that there is no way back. */
  hasBegun = false;
  /** The caller's connection ends with this answer. */
  closes = false;

  constructor(
    caller: CallerSide,
    request: RequestHead,
    write: (bytes: Buffer, from: number, to: number) => void,
  ) {
    this.#caller = caller;
    this.#request = request;
    this.#write = write;
  }

  get status(): number {
    return this.#head.status;
  }

  /** Nothing at all has come of it. */
  get isUntouched(): boolean {
    return !this.hasBegun && this.#partial === undefined;
  }

  /** Its end is the end of the connection. */
  get isUntilClose(): boolean {
    return this.#body.framing === "until close";
  }

  /** The target takes another request on its connection. */
  get leavesConnection(): boolean {
    return this.#head.isPersistent && !this.isUntilClose;
  }

  reset(): void {
    this.#head.reset();
    this.#body.begin("none");
    this.#partial = undefined;
    this.#unchunks = false;
    this.hasBegun = false;
    this.closes = false;
  }

  /** Takes the next bytes from the target. After "upgrade", `bytes` is no more HTTP. */
  read(bytes: Buffer): Progress {
    if (this.hasBegun) return this.#passOn(bytes, 0);
    let rest = this.#partial === undefined ? bytes : Buffer.concat([this.#partial, bytes]);
    while (true) {
      const length = readResponseHead(this.#head, rest, rest.length);
      this.#partial = length === INCOMPLETE ? rest : undefined;
      if (length === INCOMPLETE) return "more";
      if (length < 0) return "malformed";
      if (this.status >= 200) return this.#begin(rest, length);
      if (this.status === 101) return this.#upgrade(rest, length);
      // 100 is not passed on: the door itself answers Expect. HTTP/1.0 knows none of these.
      if (this.status !== 100 && this.#request.minor === 1) this.#writeHead(rest, "");
      this.#head.reset();
      rest = rest.subarray(length);
      if (rest.length === 0) return "more";
    }
  }

  /** Passes the head on, with what came with it of the body. */
  #begin(bytes: Buffer, headLength: number): Progress {
    const head = this.#head;
    this.#unchunks = head.isChunked && this.#request.minor === 0;
    this.#body.begin(this.#framing(), head.contentLength);
    const connection = this.#connectionLine();
    if (this.#unchunks) {
      this.hasBegun = true;
      this.#writeHead(bytes, connection);
      return this.#passOn(bytes, headLength);
    }
    // Before anything is passed on: an answer that is malformed at once becomes a 502.
    const to = this.#body.advance(bytes, headLength, bytes.length);
    if (to < 0) return "malformed";
    this.hasBegun = true;
    if (isForwardedAsIs(head, connection)) {
      this.#write(bytes, 0, to);
    } else if (to - headLength <= TOGETHER_BYTES_MAX) {
      this.#writeHead(bytes, connection, headLength, to);
    } else {
      this.#writeHead(bytes, connection);
      this.#write(bytes, headLength, to);
    }
    return this.#progress(to, bytes);
  }

  /** RFC 9112 §6.3. */
  #framing(): Framing {
    const { status, isChunked, contentLength } = this.#head;
    if (this.#request.isHead || status === 204 || status === 304) return "none";
    if (isChunked) return "chunked";
    return contentLength >= 0 ? "length" : "until close";
  }

  /** Decides whether the caller's connection lives on, and what the caller has to be told of it. */
  #connectionLine(): ConnectionLine {
    const { wantsClose, wantsKeepAlive, minor } = this.#request;
    const { door, openedMs, lastByteMs } = this.#caller;
    const isOld = lastByteMs - openedMs > door.spec.clientKeepAliveMs;
    const isWanted = !wantsClose && (minor === 1 || wantsKeepAlive);
    this.closes = !isWanted || isOld || door.isClosing || this.isUntilClose || this.#unchunks;
    if (this.closes) return "close";
    return minor === 1 ? "" : "keep-alive";
  }

  #upgrade(bytes: Buffer, headLength: number): Progress {
    if (!this.#request.isUpgrade || this.#head.upgradeTo === 0) return "malformed";
    this.hasBegun = true;
    this.#writeHead(bytes, "upgrade", headLength, bytes.length);
    return "upgrade";
  }

  #writeHead(bytes: Buffer, connection: ConnectionLine, bodyFrom = 0, bodyTo = 0): void {
    const { out, clock } = this.#caller.door.surroundings;
    out.length = 0;
    writeResponseHead(out, this.#head, bytes, connection, this.#unchunks, clock.dateLine);
    if (bodyTo - bodyFrom <= TOGETHER_BYTES_MAX) out.copy(bytes, bodyFrom, bodyTo);
    this.#write(out.bytes, 0, out.length);
    if (bodyTo - bodyFrom > TOGETHER_BYTES_MAX) this.#write(bytes, bodyFrom, bodyTo);
  }

  #passOn(bytes: Buffer, from: number): Progress {
    const onData = this.#unchunks
      ? (start: number, end: number) => this.#write(bytes, start, end)
      : undefined;
    const to = this.#body.advance(bytes, from, bytes.length, onData);
    if (to < 0) return "malformed";
    if (!this.#unchunks) this.#write(bytes, from, to);
    return this.#progress(to, bytes);
  }

  #progress(to: number, bytes: Buffer): Progress {
    if (!this.#body.isDone) return "more";
    return to < bytes.length ? "excess" : "done";
  }
}
