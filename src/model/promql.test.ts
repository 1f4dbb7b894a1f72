import { expect, test } from "bun:test";
import fc from "fast-check";
import { anyOf, counter, seriesOf, tidy } from "./promql.ts";

/** The values that promtool makes of `a+bxn` after each other: the first, and n more. */
const valuesOf = (notation: string): readonly number[] =>
  notation.split(" ").flatMap((part) => {
    const [, first, rise, times] = /^(\d+)\+(\d+)x(\d+)$/.exec(part) ?? [];
    return Array.from({ length: Number(times) + 1 }, (_, i) => Number(first) + i * Number(rise));
  });

test("a counter has a value for each minute, and rises in each as much as was said", () => {
  const stretch = fc.tuple(fc.nat(1_000), fc.integer({ min: 1, max: 50 }));
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 4 }), (stretches) => {
      const values = valuesOf(counter(...stretches));
      const rises = values.slice(1).map((value, i) => value - (values[i] ?? Number.NaN));
      expect(rises).toEqual(stretches.flatMap(([rise, minutes]) => Array(minutes).fill(rise)));
      expect(values[0]).toBe(0);
    }),
  );
});

test("a pattern of texts fits those texts and nothing else", () => {
  const path = fc.string({ unit: "grapheme-ascii", minLength: 1 });
  fc.assert(
    fc.property(fc.array(path, { minLength: 1 }), path, (texts, other) => {
      // Prometheus anchors patterns at both ends.
      const pattern = new RegExp(`^(?:${anyOf(texts)})$`);
      for (const text of texts) expect(pattern.test(text)).toBe(true);
      expect(pattern.test(other)).toBe(texts.includes(other));
    }),
  );
});

test("text within a selector is quoted, so that it ends where it should", () => {
  expect(seriesOf("up", { job: 'a"b\\', path: { "!~": "/x\\.y" } })).toBe(
    String.raw`up{job="a\"b\\",path!~"/x\\.y"}`,
  );
});

test("shares come out as they would be written", () => {
  expect([1 - 0.999, 14.4 * 0.001, 1 / 3].map(tidy)).toEqual([0.001, 0.0144, 0.333333333333]);
});
