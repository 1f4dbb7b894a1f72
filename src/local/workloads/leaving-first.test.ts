import { expect, test } from "bun:test";
import fc from "fast-check";
import { type Leaver, leavingFirst } from "./leaving-first.ts";

const well: Leaver = { ready: true, readySinceMs: 0, restarts: 0, madeMs: 0, machine: "a" };

const goesBefore = (first: Partial<Leaver>, second: Partial<Leaver>, more: Leaver[] = []): void => {
  const pair = [
    { ...well, ...second },
    { ...well, ...first },
  ];
  expect(leavingFirst(pair, [...pair, ...more])).toEqual([...pair].reverse());
};

test("one that is not ready goes before one that is, whatever else is so", () => {
  goesBefore({ ready: false }, { restarts: 9, readySinceMs: 99, madeMs: 99 });
});

test("one on a fuller machine goes before others, so that they stay spread", () => {
  goesBefore({ machine: "a" }, { machine: "b", readySinceMs: 99, restarts: 9 }, [well]);
});

test("of those ready, the one that has been so for a shorter time goes", () => {
  goesBefore({ readySinceMs: 20 }, { readySinceMs: 10, restarts: 9, madeMs: 99 });
});

test("then the one with more restarts goes, then the younger", () => {
  goesBefore({ restarts: 2 }, { restarts: 1, madeMs: 99 });
  goesBefore({ madeMs: 20 }, { madeMs: 10 });
});

test("the order does not depend on the order in which they are given", () => {
  const leaver = fc.record({
    ready: fc.boolean(),
    readySinceMs: fc.nat({ max: 3 }),
    restarts: fc.nat({ max: 2 }),
    madeMs: fc.nat({ max: 3 }),
    machine: fc.constantFrom("a", "b"),
  });
  fc.assert(
    fc.property(fc.array(leaver, { maxLength: 8 }), (replicas) => {
      expect(
        leavingFirst([...replicas].reverse(), replicas).map(({ madeMs, ready }) => [ready, madeMs]),
      ).toEqual(leavingFirst(replicas).map(({ madeMs, ready }) => [ready, madeMs]));
    }),
  );
});
