/** Beginnings of bodies up to this size are put behind their head, to go out in one piece. */
export const TOGETHER_BYTES_MAX = 16 * 1024;

/** Puts a head together in one buffer that is used again and again. */
export class HeadWriter {
  readonly bytes: Buffer;
  length = 0;

  constructor(capacityBytes: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacityBytes);
  }

  copy(source: Buffer, from: number, to: number): void {
    if (to > from) this.length += source.copy(this.bytes, this.length, from, to);
  }

  all(source: Buffer): void {
    this.length += source.copy(this.bytes, this.length);
  }

  /** `source[from, to)` without the ranges in `dropped` (pairs of offsets, ascending). */
  copyWithout(source: Buffer, from: number, to: number, dropped: readonly number[]): void {
    let start = from;
    for (let index = 0; index < dropped.length; index += 2) {
      this.copy(source, start, dropped[index] ?? to);
      start = dropped[index + 1] ?? to;
    }
    this.copy(source, start, to);
  }

  /** `value` in lower-case hexadecimal, exactly `digits` long (the low ones). */
  hex(value: number, digits: number): void {
    let rest = value;
    for (let at = this.length + digits - 1; at >= this.length; at--) {
      this.bytes[at] = HEX[rest & 15] ?? 0;
      rest >>>= 4;
    }
    this.length += digits;
  }
}

const HEX = Uint8Array.from(Buffer.from("0123456789abcdef", "latin1"));

/** Text as bytes, for the parts of heads that never change. */
export function ascii(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
