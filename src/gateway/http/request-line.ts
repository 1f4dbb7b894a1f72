import { byteAt, classOf, HOST, isWord, TARGET, TOKEN, word } from "./characters.ts";
import { INCOMPLETE } from "./field-line.ts";
import type { RequestHead } from "./request-head.ts";

/** Longest request line, bytes. Source: AWS, "Troubleshoot your Application Load Balancers", HTTP 400. */
const LINE_BYTES_MAX = 16 * 1024;
/** Longest method, bytes. Source: AWS, "Troubleshoot a Classic Load Balancer", HTTP 405. */
const METHOD_BYTES_MAX = 127;

const SAFE_TO_REPEAT = ["get", "head", "put", "delete", "options"].map(word);
const HEAD = word("head");
const OPTIONS = word("options");
const CONNECT = word("connect");
const TRACE = word("trace");
const HTTP_SCHEME = word("http://");

/**
 * Reads `method SP target SP HTTP/1.x CRLF` at the start of a message (RFC 9112 §3), after at most
 * one empty line (§2.2).
 *
 * @returns where the next line starts; INCOMPLETE; or the status code of the refusal, negative.
 */
export function readRequestLine(head: RequestHead, bytes: Uint8Array, end: number): number {
  let at = 0;
  if (end > 0 && bytes[0] === 0x0d) {
    if (end < 2) return INCOMPLETE;
    if (bytes[1] !== 0x0a) return -400;
    at = 2;
  }
  const limit = Math.min(end, at + LINE_BYTES_MAX);
  const isCut = limit < end || end - at >= LINE_BYTES_MAX;
  head.methodFrom = at;
  while (at < limit && ((classOf[byteAt(bytes, at)] ?? 0) & TOKEN) !== 0) at++;
  if (at - head.methodFrom > METHOD_BYTES_MAX) return -405;
  if (at === limit) return INCOMPLETE;
  if (bytes[at] !== 0x20 || at === head.methodFrom) return -400;
  head.methodTo = at;
  at++;
  head.targetFrom = at;
  while (at < limit && ((classOf[byteAt(bytes, at)] ?? 0) & TARGET) !== 0) at++;
  if (at === limit) return isCut ? -414 : INCOMPLETE;
  if (bytes[at] !== 0x20 || at === head.targetFrom) return -400;
  head.targetTo = at;
  at++;
  // "HTTP/" DIGIT "." DIGIT CRLF
  for (let index = 0; index < 10; index++) {
    if (at + index === limit) return isCut ? -414 : INCOMPLETE;
    if (!isVersionByte(index, byteAt(bytes, at + index))) return -400;
  }
  if (bytes[at + 5] !== 0x31) return -505;
  head.minor = bytes[at + 7] === 0x30 ? 0 : 1;
  head.requestLineTo = at + 10;
  const refusal = noteMethod(head, bytes) || noteTarget(head, bytes);
  return refusal === 0 ? head.requestLineTo : -refusal;
}

const VERSION = word("HTTP/?.?\r\n");

function isVersionByte(index: number, byte: number): boolean {
  if (index === 5 || index === 7) return byte >= 0x30 && byte <= 0x39;
  return byte === VERSION[index];
}

function noteMethod(head: RequestHead, bytes: Uint8Array): number {
  const { methodFrom, methodTo } = head;
  if (isWord(bytes, methodFrom, methodTo, CONNECT)) return 405;
  if (isWord(bytes, methodFrom, methodTo, TRACE)) return 405;
  head.isHead = isWord(bytes, methodFrom, methodTo, HEAD);
  // Methods are case-sensitive. A target that is careless about it would answer "head" without a
  // body, and we would take the next answer for that body.
  if (head.isHead) {
    for (let at = methodFrom; at < methodTo; at++) if (byteAt(bytes, at) > 0x5a) return 400;
  }
  head.isIdempotent = SAFE_TO_REPEAT.some((name) => isWord(bytes, methodFrom, methodTo, name));
  return 0;
}

/** Origin form, absolute form with http, or "*" of OPTIONS; nothing else, RFC 9112 §3.2. */
function noteTarget(head: RequestHead, bytes: Uint8Array): number {
  const { targetFrom, targetTo } = head;
  head.pathFrom = targetFrom;
  if (bytes[targetFrom] !== 0x2f) {
    if (targetTo - targetFrom === 1 && bytes[targetFrom] === 0x2a) {
      head.pathTo = targetTo;
      return isWord(bytes, head.methodFrom, head.methodTo, OPTIONS) ? 0 : 400;
    }
    const from = targetFrom + HTTP_SCHEME.length;
    if (!isWord(bytes, targetFrom, Math.min(from, targetTo), HTTP_SCHEME)) return 400;
    let at = from;
    while (at < targetTo && ((classOf[byteAt(bytes, at)] ?? 0) & HOST) !== 0) at++;
    const stop = byteAt(bytes, at);
    if (at === from || (at < targetTo && stop !== 0x2f && stop !== 0x3f)) return 400;
    head.authority.from = from;
    head.authority.to = at;
    head.pathFrom = at;
  }
  let at = head.pathFrom;
  while (at < targetTo && bytes[at] !== 0x3f) at++;
  head.pathTo = at;
  return 0;
}
