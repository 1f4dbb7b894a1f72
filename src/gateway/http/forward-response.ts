import { ascii, type HeadWriter } from "./head-writer.ts";
import type { ResponseHead } from "./response-head.ts";

/** What the caller has to be told of its connection. */
export type ConnectionLine = "" | "close" | "keep-alive" | "upgrade";

const VERSION = ascii("HTTP/1.1");
const LINE_END = ascii("\r\n");
const LINES: Readonly<Record<ConnectionLine, Buffer>> = {
  "": ascii(""),
  close: ascii("Connection: close\r\n"),
  "keep-alive": ascii("Connection: keep-alive\r\n"),
  upgrade: ascii("Connection: Upgrade\r\n"),
};

/** True when the caller can be given the head just as the target wrote it. */
export function isForwardedAsIs(head: ResponseHead, connection: ConnectionLine): boolean {
  return head.dropped.length === 0 && connection === "" && head.minor === 1 && head.hasDate;
}

/**
 * Writes the head as the caller shall see it: HTTP/1.1, without hop-by-hop fields, dated.
 *
 * @param bytes holds the head at 0
 * @param unchunk leaves Transfer-Encoding out, for a caller that does not know it
 * @param date the whole Date line, for an answer without one (RFC 9110 §6.6.1)
 */
export function writeResponseHead(
  out: HeadWriter,
  head: ResponseHead,
  bytes: Buffer,
  connection: ConnectionLine,
  unchunk: boolean,
  date: Buffer,
): void {
  out.all(VERSION);
  let dropped: readonly number[] = head.dropped;
  if (unchunk && head.encodingTo !== 0) {
    const at = head.dropped.findIndex((from, index) => index % 2 === 0 && from > head.encodingFrom);
    dropped = head.dropped.toSpliced(
      at < 0 ? head.dropped.length : at,
      0,
      head.encodingFrom,
      head.encodingTo,
    );
  }
  out.copyWithout(bytes, VERSION.length, head.read, dropped);
  out.all(LINES[connection]);
  if (connection === "upgrade") out.copy(bytes, head.upgradeFrom, head.upgradeTo);
  if (!head.hasDate && head.status >= 200) out.all(date);
  out.all(LINE_END);
}
