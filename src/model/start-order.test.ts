import { expect, test } from "bun:test";
import fc from "fast-check";
import { startOrder } from "./start-order.ts";
import type { Edge, Node } from "./system.ts";

const nodesOf = (ids: readonly string[]): ReadonlyMap<string, Node> =>
  new Map(
    ids.map((id) => [
      id,
      { id, kind: "service", name: id, parent: "", phase: "current", props: {} },
    ]),
  );

const edge = (from: string, to: string, needs = true): Edge => ({
  at: "env.URL",
  from,
  needs,
  output: "url",
  to,
});

/** A graph without circles: each edge leads from a later to an earlier id of a shuffled list. */
const acyclic = fc.integer({ min: 2, max: 30 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, i) => `n${i}`);
  const pair = fc.tuple(fc.nat(count - 1), fc.nat(count - 1));
  return fc.record({
    order: fc.shuffledSubarray(ids, { minLength: count }),
    pairs: fc.array(pair.filter(([a, b]) => a !== b)),
    ids: fc.constant(ids),
  });
});

test("everything starts after all that it needs, once", () => {
  fc.assert(
    fc.property(acyclic, ({ ids, order, pairs }) => {
      const edges = pairs.map(([a, b]) =>
        edge(order[Math.max(a, b)] ?? "", order[Math.min(a, b)] ?? ""),
      );
      const { order: found, cycle } = startOrder({ nodes: nodesOf(ids), edges });
      expect(cycle).toBeUndefined();
      expect([...found].sort()).toEqual([...ids].sort());
      for (const { from, to } of edges) {
        expect(found.indexOf(to)).toBeLessThan(found.indexOf(from));
      }
    }),
  );
});

test("a circle is told from its lowest id on, without what merely leads to it", () => {
  const edges = [edge("a", "d"), edge("d", "b"), edge("b", "c"), edge("c", "d")];
  expect(startOrder({ nodes: nodesOf(["a", "b", "c", "d"]), edges }).cycle).toEqual([
    "b",
    "c",
    "d",
  ]);
});

test("traffic in a circle decides nothing", () => {
  const edges = [edge("a", "b"), edge("b", "a", false)];
  expect(startOrder({ nodes: nodesOf(["a", "b"]), edges })).toEqual({ order: ["b", "a"] });
});

test("a chain of 100,000 is ordered without running out of stack", () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `n${i}`);
  const edges = ids.slice(1).map((id, i) => edge(`n${i}`, id));
  expect(startOrder({ nodes: nodesOf(ids), edges }).order[0]).toBe("n99999");
});
