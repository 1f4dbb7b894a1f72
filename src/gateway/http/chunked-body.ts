import { byteAt, classOf, FIELD_VALUE, lowered, TOKEN } from "./characters.ts";

/** Largest chunk: 13 hexadecimal digits, so that sizes stay exact as numbers. */
const SIZE_DIGITS_MAX = 13;
/** Bytes of chunk extensions, in one line, and of trailer fields, in all. */
const EXTENSION_BYTES_MAX = 1024;
const TRAILER_BYTES_MAX = 16 * 1024;

/** Trailer fields that would change how a message is read or where it goes (RFC 9110 §6.5.1). */
const FORBIDDEN_TRAILERS = new Set([
  "transfer-encoding",
  "content-length",
  "content-encoding",
  "content-range",
  "content-type",
  "host",
  "connection",
  "upgrade",
  "expect",
  "te",
  "trailer",
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-forwarded-port",
]);

/** What the next byte has to be. */
type Place =
  | "size"
  | "extension"
  | "size LF"
  | "data"
  | "data CR"
  | "data LF"
  | "line"
  | "name"
  | "value"
  | "trailer LF"
  | "last LF"
  | "end"
  | "malformed";

/** Sees the content of a chunked body go by: `bytes[from, to)` is data. */
export type DataVisitor = (from: number, to: number) => void;

/**
 * Finds the end of a body in chunked coding (RFC 9112 §7.1), a byte at a time where it matters, so
 * that it makes no difference how the bytes arrive. Line ends are CRLF and nothing else, sizes are
 * hexadecimal digits and nothing else.
 */
export class ChunkedBody {
  #place: Place = "size";
  #digits = 0;
  #size = 0;
  #used = 0;
  #name = "";

  reset(): void {
    this.#place = "size";
    this.#digits = 0;
    this.#size = 0;
    this.#used = 0;
    this.#name = "";
  }

  get isDone(): boolean {
    return this.#place === "end";
  }

  /** @returns where the body stops in `bytes[from, to)` (`to` when it goes on); -1 if malformed */
  advance(bytes: Uint8Array, from: number, to: number, onData?: DataVisitor): number {
    let at = from;
    while (at < to && this.#place !== "end") {
      if (this.#place === "data") {
        const dataTo = Math.min(to, at + this.#size);
        onData?.(at, dataTo);
        this.#size -= dataTo - at;
        at = dataTo;
        if (this.#size === 0) this.#place = "data CR";
      } else {
        this.#place = this.#step(byteAt(bytes, at));
        if (this.#place === "malformed") return -1;
        at++;
      }
    }
    return at;
  }

  #step(byte: number): Place {
    switch (this.#place) {
      case "size":
        return this.#stepSize(byte);
      case "extension":
        if (byte === 0x0d) return "size LF";
        this.#used++;
        return isValue(byte) && this.#used <= EXTENSION_BYTES_MAX ? "extension" : "malformed";
      case "size LF":
        if (byte !== 0x0a) return "malformed";
        this.#used = 0;
        this.#digits = 0;
        return this.#size === 0 ? "line" : "data";
      case "data CR":
        return byte === 0x0d ? "data LF" : "malformed";
      case "data LF":
        return byte === 0x0a ? "size" : "malformed";
      case "last LF":
        return byte === 0x0a ? "end" : "malformed";
      default:
        this.#used++;
        return this.#used > TRAILER_BYTES_MAX ? "malformed" : this.#stepTrailer(byte);
    }
  }

  #stepSize(byte: number): Place {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#size = this.#digits === 0 ? digit : this.#size * 16 + digit;
      this.#digits++;
      return this.#digits > SIZE_DIGITS_MAX ? "malformed" : "size";
    }
    if (this.#digits === 0) return "malformed";
    if (byte === 0x0d) return "size LF";
    return byte === 0x3b ? "extension" : "malformed";
  }

  #stepTrailer(byte: number): Place {
    switch (this.#place) {
      case "line":
        if (byte === 0x0d) return "last LF";
        this.#name = "";
        return this.#stepName(byte);
      case "name":
        return this.#stepName(byte);
      case "value":
        if (byte === 0x0d) return "trailer LF";
        return isValue(byte) ? "value" : "malformed";
      default:
        return byte === 0x0a ? "line" : "malformed";
    }
  }

  #stepName(byte: number): Place {
    if (((classOf[byte] ?? 0) & TOKEN) !== 0) {
      this.#name += String.fromCharCode(lowered(byte));
      return "name";
    }
    if (byte !== 0x3a || this.#name === "" || FORBIDDEN_TRAILERS.has(this.#name)) {
      return "malformed";
    }
    return "value";
  }
}

function isValue(byte: number): boolean {
  return ((classOf[byte] ?? 0) & FIELD_VALUE) !== 0;
}

/** 0 to 15, or -1. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = lowered(byte);
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
