import { expect, test } from "bun:test";
import fc from "fast-check";
import { fenceposts, type RollingStrategy, rollingSizes } from "./rolling.ts";

const quarter: RollingStrategy = { maxSurge: "25%", maxUnavailable: "25%" };

test("shares are rounded up for the surge and down for what may be unavailable", () => {
  expect(fenceposts(quarter, 10)).toEqual({ surge: 3, unavailable: 2 });
  expect(fenceposts(quarter, 3)).toEqual({ surge: 1, unavailable: 0 });
  expect(fenceposts({ maxSurge: 2, maxUnavailable: 1 }, 10)).toEqual({ surge: 2, unavailable: 1 });
});

test("where nothing may be over and nothing under, one may be unavailable", () => {
  expect(fenceposts({ maxSurge: 0, maxUnavailable: 0 }, 3)).toEqual({ surge: 0, unavailable: 1 });
  expect(fenceposts({ maxSurge: "0%", maxUnavailable: "10%" }, 3)).toEqual({
    surge: 0,
    unavailable: 1,
  });
});

/** Pods of one revision: true is available. */
type Pods = boolean[];

/** A deployment whose pods start and become available when the test says so. */
class World {
  readonly sets = new Map<string, Pods>();
  readonly specs = new Map<string, number>();
  revision: string;
  replicas: number;
  readonly strategy: RollingStrategy;

  constructor(replicas: number, strategy: RollingStrategy) {
    this.replicas = replicas;
    this.strategy = strategy;
    this.revision = "1";
    this.sets.set(
      "1",
      Array.from({ length: replicas }, () => true),
    );
  }

  get total(): number {
    return [...this.sets.values()].reduce((all, pods) => all + pods.length, 0);
  }

  get available(): number {
    return [...this.sets.values()].flat().filter(Boolean).length;
  }

  /** Asks for sizes once and does as they say, giving up unavailable pods first. */
  step(): boolean {
    if (!this.sets.has(this.revision)) this.sets.set(this.revision, []);
    const sets = [...this.sets].map(([revision, pods]) => ({
      revision,
      spec: this.specs.get(revision) ?? pods.length,
      total: pods.length,
      available: pods.filter(Boolean).length,
    }));
    const sizes = rollingSizes(sets, this.revision, this.replicas, this.strategy);
    let changed = false;
    for (const [revision, size] of sizes) {
      const pods = this.sets.get(revision) ?? [];
      changed ||= this.specs.get(revision) !== size || pods.length !== size;
      this.specs.set(revision, size);
      pods.sort((a, b) => Number(b) - Number(a));
      while (pods.length > size) pods.pop();
      while (pods.length < size) pods.push(false);
      if (size === 0 && revision !== this.revision) {
        this.sets.delete(revision);
        this.specs.delete(revision);
      }
    }
    return changed;
  }

  /** Makes the so-manieth pod that is not available available. */
  arrive(pick: number): void {
    const waiting = [...this.sets.values()].flatMap((pods) =>
      pods.flatMap((available, i) => (available ? [] : [{ pods, i }])),
    );
    const chosen = waiting[pick % Math.max(1, waiting.length)];
    if (chosen) chosen.pods[chosen.i] = true;
  }

  /** Takes an available pod's availability away. */
  fail(pick: number): void {
    const well = [...this.sets.values()].flatMap((pods) =>
      pods.flatMap((available, i) => (available ? [{ pods, i }] : [])),
    );
    const chosen = well[pick % Math.max(1, well.length)];
    if (chosen) chosen.pods[chosen.i] = false;
  }
}

const amount = fc.oneof(
  fc.nat({ max: 4 }),
  fc.integer({ min: 0, max: 100 }).map((share): `${number}%` => `${share}%`),
);

const happening = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("arrive"), pick: fc.nat() }), weight: 5 },
  { arbitrary: fc.record({ kind: fc.constant("fail"), pick: fc.nat() }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("revise"), pick: fc.nat({ max: 3 }) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("scale"), pick: fc.nat({ max: 12 }) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("look"), pick: fc.constant(0) }), weight: 3 },
);

const run = (
  replicas: number,
  strategy: RollingStrategy,
  happenings: readonly { readonly kind: string; readonly pick: number }[],
  each: (world: World, before: { readonly total: number; readonly available: number }) => void,
): World => {
  const world = new World(replicas, strategy);
  for (const { kind, pick } of happenings) {
    if (kind === "arrive") world.arrive(pick);
    if (kind === "fail") world.fail(pick);
    if (kind === "revise") world.revision = String(pick);
    if (kind === "scale") world.replicas = pick;
    const before = { total: world.total, available: world.available };
    world.step();
    each(world, before);
  }
  return world;
};

const worlds = [
  fc.nat({ max: 12 }),
  fc.record({ maxSurge: amount, maxUnavailable: amount }),
  fc.array(happening, { maxLength: 60 }),
] as const;

test("there are never more pods than wanted and the surge, unless there were before", () => {
  fc.assert(
    fc.property(...worlds, (replicas, strategy, happenings) => {
      run(replicas, strategy, happenings, (world, before) => {
        const { surge } = fenceposts(strategy, world.replicas);
        expect(world.total).toBeLessThanOrEqual(Math.max(before.total, world.replicas + surge));
      });
    }),
  );
});

test("no step takes an available pod away below what must be available", () => {
  fc.assert(
    fc.property(...worlds, (replicas, strategy, happenings) => {
      run(replicas, strategy, happenings, (world, before) => {
        const { unavailable } = fenceposts(strategy, world.replicas);
        const least = Math.max(0, world.replicas - unavailable);
        expect(world.available).toBeGreaterThanOrEqual(Math.min(before.available, least));
      });
    }),
  );
});

test("when all pods that start become available, only the new ones are left, as many as wanted", () => {
  fc.assert(
    fc.property(...worlds, (replicas, strategy, happenings) => {
      const world = run(replicas, strategy, happenings, () => {});
      for (let i = 0; i < 200; i++) {
        while (world.step());
        if (world.available === world.total) break;
        world.arrive(i);
      }
      expect([...world.sets].filter(([, pods]) => pods.length > 0).map(([key]) => key)).toEqual(
        world.replicas > 0 ? [world.revision] : [],
      );
      expect(world.total).toBe(world.replicas);
    }),
  );
});

test("old pods that are not available go first, so that a broken revision does not block", () => {
  const sets = [
    { revision: "good", spec: 2, total: 2, available: 2 },
    { revision: "broken", spec: 2, total: 2, available: 0 },
    { revision: "new", spec: 0, total: 0, available: 0 },
  ];
  const one = { maxSurge: 1, maxUnavailable: 0 };
  expect(Object.fromEntries(rollingSizes(sets, "new", 3, one))).toEqual({
    good: 2,
    broken: 1,
    new: 0,
  });
});

test("while new pods are not available, old ones are kept, even those that are not available", () => {
  const sets = [
    { revision: "old", spec: 3, total: 3, available: 2 },
    { revision: "new", spec: 1, total: 1, available: 0 },
  ];
  const one = { maxSurge: 1, maxUnavailable: 0 };
  expect(Object.fromEntries(rollingSizes(sets, "new", 3, one))).toEqual({ old: 3, new: 1 });
});
