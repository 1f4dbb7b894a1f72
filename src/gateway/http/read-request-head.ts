import { byteAt, classOf, decimal, eachListItem, HOST, isWord, word } from "./characters.ts";
import { type FieldLine, INCOMPLETE, isEmptyLine, MALFORMED, readFieldLine } from "./field-line.ts";
import { dropListed } from "./hop-by-hop.ts";
import type { RequestHead } from "./request-head.ts";
import { readRequestLine } from "./request-line.ts";

/**
 * Largest single header field and whole head, bytes.
 * Source: AWS, "Troubleshoot your Application Load Balancers", HTTP 400: 16K per request line, 16K
 * per single header, 64K for the entire header.
 */
const FIELD_BYTES_MAX = 16 * 1024;
export const HEAD_BYTES_MAX = 64 * 1024;

const TRACE_BYTES_MAX = 7 * 1024;

/** Addresses allowed in X-Forwarded-For. Source: same page, HTTP 463. */
const FORWARDED_MAX = 30;

const line: FieldLine = { nameEnd: 0, valueFrom: 0, valueTo: 0 };

/**
 * Reads on in the head of a request that starts at `bytes[0]` and is known up to `end`; goes on
 * where it stopped last time. What is not certainly well-formed is refused, since two programs that
 * read one message differently is how requests are smuggled (RFC 9112 §11.2).
 *
 * @returns the length of the head; INCOMPLETE (0); or the status code of the refusal, negative.
 */
export function readRequestHead(head: RequestHead, bytes: Uint8Array, end: number): number {
  if (head.read === 0) {
    const next = readRequestLine(head, bytes, end);
    if (next <= 0) return next;
    head.read = next;
  }
  const headEnd = Math.min(end, HEAD_BYTES_MAX);
  while (true) {
    const from = head.read;
    if (isEmptyLine(bytes, from, headEnd)) {
      const refusal = judge(head, bytes, from);
      return refusal === 0 ? from + 2 : -refusal;
    }
    const startsEmpty = bytes[from] === 0x0d && from < headEnd;
    const limit = Math.min(headEnd, from + FIELD_BYTES_MAX);
    const next = startsEmpty
      ? from + 1 < headEnd
        ? MALFORMED
        : INCOMPLETE
      : readFieldLine(line, bytes, from, limit);
    if (next === MALFORMED) return -400;
    if (next === INCOMPLETE) return limit < end || limit === HEAD_BYTES_MAX ? -400 : INCOMPLETE;
    const refusal = noteField(head, bytes, from, next);
    if (refusal !== 0) return -refusal;
    head.read = next;
  }
}

const HOST_NAME = word("host");
const TE = word("te");
const CONNECTION = word("connection");
const KEEP_ALIVE = word("keep-alive");
const PROXY_CONNECTION = word("proxy-connection");
const UPGRADE = word("upgrade");
const TRANSFER_ENCODING = word("transfer-encoding");
const CONTENT_LENGTH = word("content-length");
const EXPECT = word("expect");
const FORWARDED_FOR = word("x-forwarded-for");
const FORWARDED_PROTO = word("x-forwarded-proto");
const FORWARDED_PORT = word("x-forwarded-port");
const TRACE_ID = word("x-amzn-trace-id");
const HTTP2_SETTINGS = word("http2-settings");
const CHUNKED = word("chunked");
const CLOSE = word("close");
const CONTINUE = word("100-continue");
const H2C = word("h2c");

/** @returns 0, or the status of the refusal. */
function noteField(head: RequestHead, bytes: Uint8Array, from: number, next: number): number {
  const { nameEnd, valueFrom, valueTo } = line;
  switch (nameEnd - from) {
    case 2:
      return isWord(bytes, from, nameEnd, TE) ? drop(head, from, next) : 0;
    case 4:
      return isWord(bytes, from, nameEnd, HOST_NAME) ? noteHost(head, bytes, from, next) : 0;
    case 6:
      if (!isWord(bytes, from, nameEnd, EXPECT)) return 0;
      if (!isWord(bytes, valueFrom, valueTo, CONTINUE)) return 417;
      head.expectsContinue = true;
      return drop(head, from, next);
    case 7:
      if (!isWord(bytes, from, nameEnd, UPGRADE)) return 0;
      if (head.upgrade.to !== 0) return 400;
      head.upgrade.from = valueFrom;
      head.upgrade.to = valueTo;
      return drop(head, from, next);
    case 10:
      if (isWord(bytes, from, nameEnd, CONNECTION)) noteConnection(head, bytes, valueFrom, valueTo);
      else if (!isWord(bytes, from, nameEnd, KEEP_ALIVE)) return 0;
      return drop(head, from, next);
    case 14:
      if (isWord(bytes, from, nameEnd, HTTP2_SETTINGS)) return drop(head, from, next);
      if (!isWord(bytes, from, nameEnd, CONTENT_LENGTH)) return 0;
      if (head.contentLength !== -1) return 400;
      head.contentLength = decimal(bytes, valueFrom, valueTo);
      return head.contentLength === -1 ? 400 : 0;
    case 15:
      if (isWord(bytes, from, nameEnd, FORWARDED_FOR))
        return noteForwarded(head, bytes, from, next);
      if (!isWord(bytes, from, nameEnd, TRACE_ID)) return 0;
      // Source: AWS, "Request tracing": a header of more than 7 KB is written anew.
      head.trace.from = valueFrom;
      head.trace.to = valueTo - valueFrom > TRACE_BYTES_MAX ? 0 : valueTo;
      return drop(head, from, next);
    case 16:
      return isWord(bytes, from, nameEnd, FORWARDED_PORT) ||
        isWord(bytes, from, nameEnd, PROXY_CONNECTION)
        ? drop(head, from, next)
        : 0;
    case 17:
      if (isWord(bytes, from, nameEnd, FORWARDED_PROTO)) return drop(head, from, next);
      if (!isWord(bytes, from, nameEnd, TRANSFER_ENCODING)) return 0;
      // Source: same page, HTTP 501: a Transfer-Encoding with an unsupported value.
      if (!isWord(bytes, valueFrom, valueTo, CHUNKED)) return 501;
      if (head.isChunked) return 400;
      head.isChunked = true;
      return 0;
    default:
      return 0;
  }
}

function drop(head: RequestHead, from: number, next: number): number {
  head.dropped.push(from, next);
  return 0;
}

function noteForwarded(head: RequestHead, bytes: Uint8Array, from: number, next: number): number {
  const { valueFrom, valueTo } = line;
  if (valueTo > valueFrom) {
    head.forwarded.push(valueFrom, valueTo);
    eachListItem(bytes, valueFrom, valueTo, () => head.forwardedCount++);
  }
  return head.forwardedCount > FORWARDED_MAX ? 463 : drop(head, from, next);
}

function noteHost(head: RequestHead, bytes: Uint8Array, from: number, next: number): number {
  const { valueFrom, valueTo } = line;
  head.hosts++;
  if (head.hosts > 1 || valueTo === valueFrom) return 400;
  for (let at = valueFrom; at < valueTo; at++) {
    if (((classOf[byteAt(bytes, at)] ?? 0) & HOST) === 0) return 400;
  }
  // A target in absolute form overrules Host, RFC 9112 §3.2.2.
  if (head.authority.to !== 0) head.dropped.push(from, next);
  return 0;
}

function noteConnection(head: RequestHead, bytes: Uint8Array, from: number, to: number): void {
  eachListItem(bytes, from, to, (start, end) => {
    if (isWord(bytes, start, end, CLOSE)) head.wantsClose = true;
    else if (isWord(bytes, start, end, KEEP_ALIVE)) head.wantsKeepAlive = true;
    else if (isWord(bytes, start, end, UPGRADE)) head.upgradeListed = true;
    else head.listed.push(start, end);
  });
}

/** What can be told only of the whole head. @returns 0, or the status of the refusal. */
function judge(head: RequestHead, bytes: Uint8Array, fieldsTo: number): number {
  if (head.hosts === 0 && head.minor === 1) return 400;
  if (head.isChunked && (head.contentLength !== -1 || head.minor === 0)) return 400;
  const hasBody = head.isChunked || head.contentLength > 0;
  if (head.upgradeListed && head.upgrade.to !== 0 && head.minor === 1 && !hasBody) {
    head.isUpgrade = true;
    // A tunnel that speaks HTTP/2 would go around the path rules.
    eachListItem(bytes, head.upgrade.from, head.upgrade.to, (from, to) => {
      if (isWord(bytes, from, to, H2C)) head.isUpgrade = false;
    });
  }
  if (head.listed.length > 0) {
    dropListed(bytes, head.requestLineTo, fieldsTo, head.listed, head.dropped);
  }
  return 0;
}
