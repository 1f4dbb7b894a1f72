import { ascii, type HeadWriter } from "./head-writer.ts";
import type { RequestHead } from "./request-head.ts";
import { writeTraceId } from "./trace-id.ts";

/** What a door adds to every request of one caller. */
export interface ForwardedBy {
  /** Address of the caller, for X-Forwarded-For. */
  readonly address: Buffer;
  /** The lines that are the same for every request: X-Forwarded-Proto and -Port. */
  readonly lines: Buffer;
  /** For a request of HTTP/1.0 that came without a Host: where it arrived. */
  readonly host: Buffer;
}

/** The parts of a caller's requests that do not change. `callerAddress` is "" if it is unknown. */
export function forwardedBy(
  callerAddress: string,
  localAddress: string,
  localPort: number,
): ForwardedBy {
  return {
    address: ascii(callerAddress || "unknown"),
    lines: ascii(`\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: ${localPort}\r\n`),
    host: ascii(`${localAddress.includes(":") ? `[${localAddress}]` : localAddress}:${localPort}`),
  };
}

const VERSION = ascii(" HTTP/1.1\r\n");
const SPACE = ascii(" ");
const SLASH = ascii("/");
const STAR = ascii("*");
const HOST = ascii("Host: ");
const LINE_END = ascii("\r\n");
const FORWARDED_FOR = ascii("X-Forwarded-For: ");
const COMMA = ascii(", ");
const UPGRADE = ascii("Connection: Upgrade\r\nUpgrade: ");

/**
 * Writes the head as the target shall see it: HTTP/1.1, target in origin form, without hop-by-hop
 * fields, the caller's address appended to X-Forwarded-For, Proto and Port set, traced.
 *
 * @param bytes holds the head at 0
 */
export function writeRequestHead(
  out: HeadWriter,
  head: RequestHead,
  bytes: Buffer,
  by: ForwardedBy,
  epochSeconds: number,
  words: () => number,
): void {
  if (head.minor === 1 && head.authority.to === 0) {
    // From the method on: an empty line before it is not passed on.
    out.copyWithout(bytes, head.methodFrom, head.read, head.dropped);
  } else {
    writeRequestLine(out, head, bytes);
    writeHost(out, head, bytes, by);
    out.copyWithout(bytes, head.requestLineTo, head.read, head.dropped);
  }
  out.all(FORWARDED_FOR);
  for (let index = 0; index < head.forwarded.length; index += 2) {
    out.copy(bytes, head.forwarded[index] ?? 0, head.forwarded[index + 1] ?? 0);
    out.all(COMMA);
  }
  out.all(by.address);
  out.all(by.lines);
  writeTraceId(out, head, bytes, epochSeconds, words);
  if (head.isUpgrade) {
    out.all(UPGRADE);
    out.copy(bytes, head.upgrade.from, head.upgrade.to);
    out.all(LINE_END);
  }
  out.all(LINE_END);
}

function writeRequestLine(out: HeadWriter, head: RequestHead, bytes: Buffer): void {
  out.copy(bytes, head.methodFrom, head.methodTo);
  out.all(SPACE);
  // OPTIONS of an authority without a path means the server as a whole, RFC 9112 §3.2.4.
  const isEmpty = head.pathFrom === head.targetTo;
  if (isEmpty && bytes[head.methodFrom] === 0x4f) out.all(STAR);
  else if (head.pathFrom === head.pathTo) out.all(SLASH);
  out.copy(bytes, head.pathFrom, head.targetTo);
  out.all(VERSION);
}

function writeHost(out: HeadWriter, head: RequestHead, bytes: Buffer, by: ForwardedBy): void {
  const isAbsolute = head.authority.to !== 0;
  if (!isAbsolute && head.hosts > 0) return;
  out.all(HOST);
  if (isAbsolute) out.copy(bytes, head.authority.from, head.authority.to);
  else out.all(by.host);
  out.all(LINE_END);
}
