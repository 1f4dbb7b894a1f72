import { byteAt, classOf, FIELD_VALUE, isBlank, TOKEN } from "./characters.ts";

/** Where the parts of one field line are. Reused: valid until the next `readFieldLine`. */
export interface FieldLine {
  nameEnd: number;
  valueFrom: number;
  valueTo: number;
}

export const INCOMPLETE = 0;
export const MALFORMED = -1;

/**
 * Reads the field line `name: value CRLF` at `from`, strictly as RFC 9112 §5 has it: the name is a
 * token with the colon right behind it, no folding, no bare CR or LF, no control characters.
 *
 * @returns where the next line starts, or INCOMPLETE, or MALFORMED as soon as that is certain.
 */
export function readFieldLine(
  line: FieldLine,
  bytes: Uint8Array,
  from: number,
  end: number,
): number {
  let at = from;
  while (at < end && ((classOf[byteAt(bytes, at)] ?? 0) & TOKEN) !== 0) at++;
  if (at === end) return INCOMPLETE;
  if (at === from || bytes[at] !== 0x3a) return MALFORMED;
  line.nameEnd = at;
  at++;
  while (at < end && isBlank(byteAt(bytes, at))) at++;
  line.valueFrom = at;
  while (at < end && ((classOf[byteAt(bytes, at)] ?? 0) & FIELD_VALUE) !== 0) at++;
  if (at === end) return INCOMPLETE;
  if (bytes[at] !== 0x0d) return MALFORMED;
  if (at + 1 === end) return INCOMPLETE;
  if (bytes[at + 1] !== 0x0a) return MALFORMED;
  let valueTo = at;
  while (valueTo > line.valueFrom && isBlank(byteAt(bytes, valueTo - 1))) valueTo--;
  line.valueTo = valueTo;
  return at + 2;
}

/** True when a line at `from` is the empty one that ends a head; false for INCOMPLETE, too. */
export function isEmptyLine(bytes: Uint8Array, from: number, end: number): boolean {
  return from + 1 < end && bytes[from] === 0x0d && bytes[from + 1] === 0x0a;
}
