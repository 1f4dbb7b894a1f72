/** An IPv4 range in CIDR notation, e.g. `"10.0.0.0/16"`. */
export type Cidr = `${number}.${number}.${number}.${number}/${number}`;

/** A range as numbers: the first address, and how many there are. */
export interface Range {
  readonly first: number;
  readonly size: number;
}

/** The range, or why the text is none. Never throws. */
export const parseCidr = (text: string): Range | { readonly wrong: string } => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [octets, bits] = [match?.slice(1, 5).map(Number) ?? [], Number(match?.[5])];
  if (!match || octets.some((octet) => octet > 255) || bits > 32) {
    return { wrong: `"${text}" is not an IPv4 range; write e.g. "10.0.0.0/16"` };
  }
  const size = 2 ** (32 - bits);
  const first = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  if (first % size !== 0) {
    const base = first - (first % size);
    const dotted = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".");
    return { wrong: `"${text}" has host bits set; the range begins at "${dotted}/${bits}"` };
  }
  return { first, size };
};

/** Whether one range lies wholly within another. */
export const isWithin = (inner: Range, outer: Range): boolean =>
  inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;

/** Whether two ranges share an address. */
export const overlaps = (a: Range, b: Range): boolean =>
  a.first < b.first + b.size && b.first < a.first + a.size;
