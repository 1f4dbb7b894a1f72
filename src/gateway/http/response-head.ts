import { byteAt, classOf, decimal, eachListItem, FIELD_VALUE, isWord, word } from "./characters.ts";
import { type FieldLine, INCOMPLETE, isEmptyLine, MALFORMED, readFieldLine } from "./field-line.ts";
import { dropListed } from "./hop-by-hop.ts";
import { HEAD_BYTES_MAX } from "./read-request-head.ts";

/** What an answer's head says, as far as the gateway needs to know; filled again for each answer. */
export class ResponseHead {
  /** The lines before this offset have been read. */
  read = 0;
  minor = 1;
  status = 0;
  statusLineTo = 0;
  /** -1 when there is none. */
  contentLength = -1;
  isChunked = false;
  wantsClose = false;
  wantsKeepAlive = false;
  hasDate = false;
  /** The Upgrade line, as offsets; empty when there is none. */
  upgradeFrom = 0;
  upgradeTo = 0;
  /** The Transfer-Encoding line, as offsets. */
  encodingFrom = 0;
  encodingTo = 0;
  /** Lines that must not be forwarded, as pairs of offsets, ascending. */
  readonly dropped: number[] = [];
  readonly listed: number[] = [];

  /** Forgets everything, for the next message. */
  reset(): void {
    this.read = 0;
    this.minor = 1;
    this.status = 0;
    this.contentLength = -1;
    this.isChunked = false;
    this.wantsClose = false;
    this.wantsKeepAlive = false;
    this.hasDate = false;
    this.upgradeTo = 0;
    this.upgradeFrom = 0;
    this.encodingTo = 0;
    this.dropped.length = 0;
    this.listed.length = 0;
  }

  /** True when the target will take another request on this connection (RFC 9112 §9.3). */
  get isPersistent(): boolean {
    return this.minor === 1 ? !this.wantsClose : this.wantsKeepAlive && !this.wantsClose;
  }
}

const line: FieldLine = { nameEnd: 0, valueFrom: 0, valueTo: 0 };

/**
 * Reads on in the head of an answer that starts at `bytes[0]` and is known up to `end`.
 *
 * @returns the length of the head, INCOMPLETE (0), or MALFORMED (-1).
 */
export function readResponseHead(head: ResponseHead, bytes: Uint8Array, end: number): number {
  const limit = Math.min(end, HEAD_BYTES_MAX);
  const cut = limit === HEAD_BYTES_MAX ? MALFORMED : INCOMPLETE;
  if (head.read === 0) {
    const next = readStatusLine(head, bytes, limit);
    if (next <= 0) return next === INCOMPLETE ? cut : MALFORMED;
    head.read = next;
  }
  while (true) {
    const from = head.read;
    if (isEmptyLine(bytes, from, limit)) return judge(head, bytes, from) ? from + 2 : MALFORMED;
    if (from < limit && bytes[from] === 0x0d) return from + 1 < limit ? MALFORMED : cut;
    const next = readFieldLine(line, bytes, from, limit);
    if (next === MALFORMED) return MALFORMED;
    if (next === INCOMPLETE) return cut;
    if (!noteField(head, bytes, from, next)) return MALFORMED;
    head.read = next;
  }
}

const VERSION = word("HTTP/1.");

/** `HTTP/1.x SP 3DIGIT SP reason CRLF` (RFC 9112 §4); the space before no reason may be missing. */
function readStatusLine(head: ResponseHead, bytes: Uint8Array, end: number): number {
  for (let at = 0; at < 13; at++) {
    if (at === end) return INCOMPLETE;
    const byte = byteAt(bytes, at);
    const isDigit = byte >= 0x30 && byte <= 0x39;
    if (at < 7 ? byte !== VERSION[at] : at === 8 ? byte !== 0x20 : at < 12 && !isDigit) {
      return MALFORMED;
    }
  }
  head.minor = bytes[7] === 0x30 ? 0 : 1;
  head.status = decimal(bytes, 9, 12);
  if (head.status < 100) return MALFORMED;
  let at = 12;
  if (bytes[at] === 0x20) at++;
  else if (bytes[at] !== 0x0d) return MALFORMED;
  while (at < end && ((classOf[byteAt(bytes, at)] ?? 0) & FIELD_VALUE) !== 0) at++;
  if (at < end && bytes[at] !== 0x0d) return MALFORMED;
  if (at + 1 >= end) return INCOMPLETE;
  if (bytes[at + 1] !== 0x0a) return MALFORMED;
  head.statusLineTo = at + 2;
  return at + 2;
}

const CONNECTION = word("connection");
const KEEP_ALIVE = word("keep-alive");
const PROXY_CONNECTION = word("proxy-connection");
const UPGRADE = word("upgrade");
const TRANSFER_ENCODING = word("transfer-encoding");
const CONTENT_LENGTH = word("content-length");
const DATE = word("date");
const CHUNKED = word("chunked");
const CLOSE = word("close");

/** @returns false when the field makes the message malformed. */
function noteField(head: ResponseHead, bytes: Uint8Array, from: number, next: number): boolean {
  const { nameEnd, valueFrom, valueTo } = line;
  switch (nameEnd - from) {
    case 4:
      if (isWord(bytes, from, nameEnd, DATE)) head.hasDate = true;
      return true;
    case 7:
      if (!isWord(bytes, from, nameEnd, UPGRADE)) return true;
      head.upgradeFrom = from;
      head.upgradeTo = next;
      head.dropped.push(from, next);
      return true;
    case 10:
      if (isWord(bytes, from, nameEnd, CONNECTION)) noteConnection(head, bytes, valueFrom, valueTo);
      else if (!isWord(bytes, from, nameEnd, KEEP_ALIVE)) return true;
      head.dropped.push(from, next);
      return true;
    case 14:
      if (!isWord(bytes, from, nameEnd, CONTENT_LENGTH)) return true;
      if (head.contentLength !== -1) return false;
      head.contentLength = decimal(bytes, valueFrom, valueTo);
      return head.contentLength !== -1;
    case 16:
      if (isWord(bytes, from, nameEnd, PROXY_CONNECTION)) head.dropped.push(from, next);
      return true;
    case 17:
      if (!isWord(bytes, from, nameEnd, TRANSFER_ENCODING)) return true;
      if (head.isChunked || !isWord(bytes, valueFrom, valueTo, CHUNKED)) return false;
      head.isChunked = true;
      head.encodingFrom = from;
      head.encodingTo = next;
      return true;
    default:
      return true;
  }
}

function noteConnection(head: ResponseHead, bytes: Uint8Array, from: number, to: number): void {
  eachListItem(bytes, from, to, (start, end) => {
    if (isWord(bytes, start, end, CLOSE)) head.wantsClose = true;
    else if (isWord(bytes, start, end, KEEP_ALIVE)) head.wantsKeepAlive = true;
    else if (!isWord(bytes, start, end, UPGRADE)) head.listed.push(start, end);
  });
}

/** What can be told only of the whole head. @returns false when it is malformed. */
function judge(head: ResponseHead, bytes: Uint8Array, fieldsTo: number): boolean {
  // Two ways to find the end of one message is one too many (RFC 9112 §6.3).
  if (head.isChunked && (head.contentLength !== -1 || head.minor === 0)) return false;
  if (head.isChunked && (head.status < 200 || head.status === 204)) return false;
  if (head.listed.length > 0) {
    dropListed(bytes, head.statusLineTo, fieldsTo, head.listed, head.dropped);
  }
  return true;
}
