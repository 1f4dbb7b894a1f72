import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { decide, hpaStart } from "./decide.ts";
import type { HpaState } from "./decision.ts";
import { nowS, pod, podsAt, see, specOf } from "./testing.ts";
import type { HpaObservation, HpaSpec, PodSample } from "./types.ts";

const ask = (spec: HpaSpec, observation: HpaObservation, state: HpaState = hpaStart, atS = nowS) =>
  decide({ spec, observation, state, atS });

/** Up at once, down at once: what a metric asks for is what one gets. */
const eager = {
  scaleUp: { policies: [{ type: "Pods", value: 1000, periodS: 1 }] },
  scaleDown: { stabilizationS: 0 },
} as const satisfies Partial<HpaSpec>;

const load = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 });

const anyPod: fc.Arbitrary<PodSample> = fc
  .record({
    phase: fc.constantFrom("Pending", "Running", "Succeeded", "Failed", "Unknown"),
    deleting: fc.boolean(),
    ready: fc.boolean(),
    startS: fc.option(fc.integer({ min: 0, max: nowS })),
    readySinceS: fc.option(fc.integer({ min: 0, max: nowS })),
    requestMilli: fc.option(fc.integer({ min: 0, max: 1000 }), { freq: 20 }),
    cpuMilli: fc.option(fc.double({ min: 0, max: 4000 })),
    memoryMib: fc.option(fc.double({ min: 0, max: 4000 })),
  })
  .map((changes) => pod(changes));

const anyRules = fc.record(
  {
    stabilizationS: fc.integer({ min: 0, max: 600 }),
    selectPolicy: fc.constantFrom("Max", "Min", "Disabled"),
    policies: fc.array(
      fc.record({
        type: fc.constantFrom("Pods", "Percent"),
        value: fc.integer({ min: 1, max: 200 }),
        periodS: fc.integer({ min: 1, max: 600 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    tolerance: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: [] },
);

const anySpec = fc
  .record(
    {
      minReplicas: fc.integer({ min: 1, max: 6 }),
      above: fc.integer({ min: 0, max: 10 }),
      scaleUp: anyRules,
      scaleDown: anyRules,
    },
    { requiredKeys: ["minReplicas", "above"] },
  )
  .map(
    ({ above, ...spec }): HpaSpec => ({
      metrics: [
        { type: "Resource", name: "cpu", target: { type: "Utilization", percent: 70 } },
        { type: "Resource", name: "memory", target: { type: "AverageValue", value: 300 } },
        { type: "External", name: "depth", target: { type: "AverageValue", value: 30 } },
      ],
      maxReplicas: spec.minReplicas + above,
      ...spec,
    }),
  );

const anyStep = fc.record({
  pods: fc.array(anyPod, { maxLength: 8 }),
  replicas: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined, freq: 5 }),
  depth: fc.option(fc.double({ min: 0, max: 2000, noNaN: true }), { nil: undefined }),
  afterS: fc.integer({ min: 1, max: 120 }),
});

describe("whatever is seen", () => {
  test("the answer is between minReplicas and maxReplicas, or 0 if someone stopped it", () => {
    fc.assert(
      fc.property(anySpec, fc.array(anyStep, { maxLength: 12 }), (spec, steps) => {
        let state = hpaStart;
        let replicas = spec.minReplicas;
        let atS = nowS;
        for (const step of steps) {
          atS += step.afterS;
          const changes = {
            replicas: step.replicas ?? replicas,
            externals: step.depth === undefined ? {} : { depth: [step.depth] },
          };
          const decision = ask(spec, see(step.pods, changes), state, atS);
          if (changes.replicas === 0) expect(decision.replicas).toBe(0);
          else {
            expect(decision.replicas).toBeGreaterThanOrEqual(spec.minReplicas);
            expect(decision.replicas).toBeLessThanOrEqual(spec.maxReplicas);
          }
          state = decision.next;
          replicas = decision.replicas;
        }
      }),
    );
  });

  test("what is remembered does not grow beyond what the windows and periods can hold", () => {
    let state = hpaStart;
    let replicas = 5;
    for (let look = 0; look < 1000; look++) {
      const cpu = look % 2 === 0 ? 400 : 1;
      const observation = see(podsAt(Array(replicas).fill(cpu)));
      const decision = ask(specOf(eager), observation, state, nowS + 15 * look);
      state = decision.next;
      replicas = decision.replicas;
    }
    expect(state.recommendations.length).toBeLessThan(5);
    expect(state.scaleUps.length).toBeLessThan(5);
    expect(state.scaleDowns.length).toBeLessThan(5);
  });
});

describe("with every pod ready and one metric", () => {
  test("nothing changes inside the tolerance", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 46, max: 54 }), { minLength: 1 }), (cpu) => {
        const decision = ask(specOf({ ...eager, maxReplicas: 100 }), see(podsAt(cpu)));
        expect(decision.replicas).toBe(cpu.length);
        expect(decision.metrics[0]).toMatchObject({ held: "tolerance" });
      }),
    );
  });

  test("outside it the answer is ceil(replicas * current / target), in whole percents", () => {
    fc.assert(
      fc.property(load, (cpu) => {
        const spec = specOf({ ...eager, maxReplicas: 1000 });
        const percent = Math.floor(cpu.reduce((sum, used) => sum + used, 0) / cpu.length);
        const isClose = percent >= 45 && percent <= 55;
        const want = isClose ? cpu.length : Math.max(1, Math.ceil((percent / 50) * cpu.length));
        expect(ask(spec, see(podsAt(cpu))).replicas).toBe(want);
      }),
    );
  });

  test("more load never asks for fewer replicas", () => {
    fc.assert(
      fc.property(load, fc.nat(11), fc.nat(300), (cpu, which, more) => {
        const index = which % cpu.length;
        const loaded = cpu.map((used, at) => (at === index ? used + more : used));
        const spec = specOf(eager);
        const before = ask(spec, see(podsAt(cpu))).replicas;
        expect(ask(spec, see(podsAt(loaded))).replicas).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test("a second metric never asks for fewer replicas", () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 0, max: 400 }), (cpu, memoryMib) => {
        const pods = podsAt(cpu).map((one) => ({ ...one, memoryMib }));
        const alone = specOf(eager);
        const both = specOf({
          ...eager,
          metrics: [
            ...alone.metrics,
            { type: "Resource", name: "memory", target: { type: "AverageValue", value: 80 } },
          ],
        });
        const before = ask(alone, see(pods)).replicas;
        expect(ask(both, see(pods)).replicas).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

describe("over time, at most 4 pods in 15 s up and 50 % in 300 s down", () => {
  const spec = specOf({
    minReplicas: 2,
    maxReplicas: 40,
    scaleUp: { policies: [{ type: "Pods", value: 4, periodS: 15 }] },
    scaleDown: { stabilizationS: 0, policies: [{ type: "Percent", value: 50, periodS: 300 }] },
  });

  /** Replicas after each look, 5 s apart, with all pods at so many percent. */
  const run = (percents: readonly number[], start: number): readonly number[] => {
    let state = hpaStart;
    let replicas = start;
    return percents.map((percent, look) => {
      const observation = see(podsAt(Array(replicas).fill(percent)));
      const decision = ask(spec, observation, state, nowS + 5 * look);
      state = decision.next;
      replicas = decision.replicas;
      return replicas;
    });
  };

  test("a sudden load is followed in steps of 4, a sudden calm by halves", () => {
    expect(run(Array(8).fill(400), 3)).toEqual([7, 7, 7, 11, 11, 11, 15, 15]);
    expect(run(Array(8).fill(1), 40)).toEqual([20, 20, 20, 20, 20, 20, 20, 20]);
    const tenMinutes = run(Array(121).fill(1), 40);
    expect([tenMinutes[59], tenMinutes[60], tenMinutes[119], tenMinutes[120]]).toEqual([
      20, 10, 10, 5,
    ]);
  });

  test("however the load jumps, the replicas at the start of a period bound those at its end", () => {
    const anyLoad = fc.array(fc.constantFrom(1, 40, 50, 60, 200, 400), { maxLength: 100 });
    fc.assert(
      fc.property(anyLoad, fc.integer({ min: 2, max: 40 }), (percents, start) => {
        const replicas = [start, ...run(percents, start)];
        const at = (look: number) => replicas[Math.max(0, look)] ?? start;
        for (let look = 1; look < replicas.length; look++) {
          const most = Math.max(at(look - 1), at(look - 3) + 4);
          const fewest = Math.min(at(look - 1), Math.floor(at(look - 60) / 2));
          expect(at(look)).toBeLessThanOrEqual(most);
          expect(at(look)).toBeGreaterThanOrEqual(fewest);
        }
      }),
      { numRuns: 50 },
    );
  });
});
