import { isWord, lowered, word } from "./characters.ts";
import { type FieldLine, readFieldLine } from "./field-line.ts";

/** Fields that say how a message is to be read and where it goes; never dropped by name. */
const ESSENTIAL = ["host", "content-length", "transfer-encoding"].map(word);

const line: FieldLine = { nameEnd: 0, valueFrom: 0, valueTo: 0 };

/**
 * Adds the field lines that Connection lists (RFC 9110 §7.6.1) to the dropped ones.
 *
 * @param bytes a head whose field lines, in `[fieldsFrom, fieldsTo)`, are known to be well-formed
 * @param listed the names that Connection lists, as pairs of offsets
 * @param dropped lines not to be forwarded, as pairs of offsets; left ascending
 */
export function dropListed(
  bytes: Uint8Array,
  fieldsFrom: number,
  fieldsTo: number,
  listed: readonly number[],
  dropped: number[],
): void {
  const lines = new Map<number, number>();
  for (let index = 0; index < dropped.length; index += 2) {
    lines.set(dropped[index] ?? 0, dropped[index + 1] ?? 0);
  }
  const names: Uint8Array[] = [];
  for (let index = 0; index < listed.length; index += 2) {
    names.push(Uint8Array.from(bytes.subarray(listed[index], listed[index + 1]), lowered));
  }
  for (let from = fieldsFrom; from < fieldsTo; ) {
    const next = readFieldLine(line, bytes, from, fieldsTo);
    if (next <= 0) break;
    const isNamed = (name: Uint8Array) => isWord(bytes, from, line.nameEnd, name);
    if (names.some(isNamed) && !ESSENTIAL.some(isNamed)) lines.set(from, next);
    from = next;
  }
  dropped.length = 0;
  for (const [from, next] of [...lines].sort((a, b) => a[0] - b[0])) dropped.push(from, next);
}
