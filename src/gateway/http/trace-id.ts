import { byteAt, isBlank, isWord, word } from "./characters.ts";
import { ascii, type HeadWriter } from "./head-writer.ts";
import type { RequestHead } from "./request-head.ts";

/** Numbers that look random, 32 bits each, from a seed: xoshiro128++ (Blackman, Vigna 2019). */
export function randomWords(random: () => number): () => number {
  const seed = () => (random() * 2 ** 32) | 0;
  let [a, b, c, d] = [seed(), seed(), seed(), seed() | 1];
  return () => {
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

const NAME = ascii("X-Amzn-Trace-Id: ");
const ROOT = ascii("Root=1-");
const SELF = ascii("Self=1-");
const DASH = ascii("-");
const SEMICOLON = ascii(";");
const LINE_END = ascii("\r\n");
const SELF_WORD = word("self");
const ROOT_WORD = word("root");

/**
 * Writes the X-Amzn-Trace-Id line as an ALB does: `Root=1-time-id` when the caller sent none; when
 * it sent one with a Root, `Self=1-time-id;` before what it sent, in place of any Self.
 * Source: AWS, "Request tracing for your Application Load Balancer".
 *
 * @param epochSeconds 8 hexadecimal digits of the id
 * @param words 24 more
 */
export function writeTraceId(
  out: HeadWriter,
  head: RequestHead,
  bytes: Buffer,
  epochSeconds: number,
  words: () => number,
): void {
  out.all(NAME);
  const hasRoot = head.trace.to !== 0 && hasRootField(bytes, head.trace.from, head.trace.to);
  out.all(hasRoot ? SELF : ROOT);
  out.hex(epochSeconds, 8);
  out.all(DASH);
  for (let index = 0; index < 3; index++) out.hex(words(), 8);
  if (head.trace.to !== 0) {
    eachField(bytes, head.trace.from, head.trace.to, (from, nameTo, to) => {
      if (isWord(bytes, from, nameTo, SELF_WORD)) return;
      out.all(SEMICOLON);
      out.copy(bytes, from, to);
    });
  }
  out.all(LINE_END);
}

function hasRootField(bytes: Buffer, from: number, to: number): boolean {
  let found = false;
  eachField(bytes, from, to, (start, nameTo) => {
    found ||= isWord(bytes, start, nameTo, ROOT_WORD);
  });
  return found;
}

/** The `name=value` fields of a trace id, which are separated by semicolons. */
function eachField(
  bytes: Buffer,
  from: number,
  to: number,
  visit: (from: number, nameTo: number, to: number) => void,
): void {
  for (let start = from; start < to; ) {
    let end = bytes.indexOf(0x3b, start);
    if (end < 0 || end > to) end = to;
    while (start < end && isBlank(byteAt(bytes, start))) start++;
    const equals = bytes.indexOf(0x3d, start);
    if (end > start) visit(start, equals >= 0 && equals < end ? equals : end, end);
    start = end + 1;
  }
}
