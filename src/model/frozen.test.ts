import { expect, test } from "bun:test";
import fc from "fast-check";
import { frozen } from "./frozen.ts";

test("a handle with methods becomes a plain reference", () => {
  const handle = Object.assign(Object.create({ service() {} }), {
    ref: "a/b",
    kind: "eks",
    output: "",
  });
  expect(frozen({ at: handle })).toEqual({ at: { kind: "eks", output: "", ref: "a/b" } });
});

test("keys come in one order, and what is undefined is left out", () => {
  expect(JSON.stringify(frozen({ b: 1, a: { d: [true], c: undefined } }))).toBe(
    '{"a":{"d":[true]},"b":1}',
  );
});

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));

test("whatever JSON can hold is kept, and cannot be changed", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      const copy = frozen(JSON.parse(text) as unknown);
      expect(isDeeplyFrozen(copy)).toBe(true);
      expect(copy).toEqual(JSON.parse(text));
    }),
    { examples: [[JSON.parse('[[{ "__proto__": "" }]]')]] },
  );
});

test("what JSON cannot hold is named, with its path", () => {
  const wrongs: readonly [unknown, string][] = [
    [new Date(0), "is Date"],
    [Number.NaN, "is NaN"],
    [() => 1, "is a function"],
    [Symbol("s"), "is a symbol"],
    [new Map(), "is Map"],
  ];
  for (const [wrong, what] of wrongs) {
    expect(() => frozen({ env: [{ at: wrong }] })).toThrow(`env[0].at ${what}; a system is plain`);
  }
});
