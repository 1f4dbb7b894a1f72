import { expect, test } from "bun:test";
import fc from "fast-check";
import { isWithin, overlaps, parseCidr, type Range } from "./cidr.ts";

const range = fc
  .tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: 0, max: 32 }))
  .map(([address, bits]): Range => {
    const size = 2 ** (32 - bits);
    return { first: address - (address % size), size };
  });

const textOf = ({ first, size }: Range): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${32 - Math.log2(size)}`;

test("a range survives being written and read", () => {
  fc.assert(
    fc.property(range, (r) => {
      expect(parseCidr(textOf(r))).toEqual(r);
    }),
  );
});

test("overlap is symmetric, and holds between a range and itself", () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      expect(overlaps(a, b)).toBe(overlaps(b, a));
      expect(overlaps(a, a)).toBe(true);
    }),
  );
});

test("two ranges overlap exactly when one lies within the other", () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      expect(overlaps(a, b)).toBe(isWithin(a, b) || isWithin(b, a));
    }),
  );
});

test("neighbours do not overlap", () => {
  const [a, b] = [parseCidr("10.0.0.0/24"), parseCidr("10.0.1.0/24")];
  if ("wrong" in a || "wrong" in b) throw new Error("both are ranges");
  expect(overlaps(a, b)).toBe(false);
});

test("what is no range says what one looks like", () => {
  for (const text of ["10.0.0.0", "10.0.0.256/24", "10.0.0.0/33", "ten/8", ""]) {
    expect(parseCidr(text)).toEqual({
      wrong: `"${text}" is not an IPv4 range; write e.g. "10.0.0.0/16"`,
    });
  }
});

test("a range with host bits says where it begins", () => {
  expect(parseCidr("10.0.1.5/24")).toEqual({
    wrong: '"10.0.1.5/24" has host bits set; the range begins at "10.0.1.0/24"',
  });
});
