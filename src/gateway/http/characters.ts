/** Classes of bytes, as bits of `classOf[byte]`. */
export const TOKEN = 1;
export const FIELD_VALUE = 2;
export const TARGET = 4;
export const HOST = 8;

/**
 * Which classes each byte belongs to. Tokens and field values: RFC 9110 §5.6.2 and §5.5 (visible
 * ASCII, space, tab and obs-text; never CR, LF, NUL or another control). Request targets: visible
 * ASCII without "#", RFC 9112 §3.2. Hosts: what RFC 3986 §3.2 allows without user information.
 */
export const classOf: Uint8Array = buildClasses();

function buildClasses(): Uint8Array {
  const table = new Uint8Array(256);
  const mark = (characters: string, bit: number) => {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      table[code] = (table[code] ?? 0) | bit;
    }
  };
  const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  mark(`${alphanumeric}!#$%&'*+-.^_\`|~`, TOKEN);
  mark(`${alphanumeric}-._~%!$&'()*+;=:[]`, HOST);
  for (let code = 0x20; code < 0x100; code++) {
    if (code === 0x7f) continue;
    mark(String.fromCharCode(code), FIELD_VALUE);
    if (code > 0x20 && code < 0x7f && code !== 0x23) mark(String.fromCharCode(code), TARGET);
  }
  mark("\t", FIELD_VALUE);
  return table;
}

/** The byte there, or 0 (which no message may contain) beyond the end. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** True when `bytes[from, to)` is the word (given in lower case), whatever its case. */
export function isWord(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from !== word.length) return false;
  for (let index = 0; index < word.length; index++) {
    if (lowered(byteAt(bytes, from + index)) !== word[index]) return false;
  }
  return true;
}

/** A word as bytes, for `isWord`. */
export function word(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

/** ASCII lower case. */
export function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** The words of a comma-separated list in `bytes[from, to)`, without blanks and empty ones. */
export function eachListItem(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && bytes[at] !== 0x2c) continue;
    let end = at;
    while (start < end && isBlank(byteAt(bytes, start))) start++;
    while (end > start && isBlank(byteAt(bytes, end - 1))) end--;
    if (end > start) visit(start, end);
    start = at + 1;
  }
}

/** Space or tab. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

/**
 * A decimal number of at most 15 digits and nothing else; -1 if it is anything but that. Sizes up
 * to 999 TB, and always exact as a number.
 */
export function decimal(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > 15) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = byteAt(bytes, at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
