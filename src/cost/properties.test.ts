/** What holds for every bill. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { build } from "#plinth/kinds/testing.ts";
import { spanOf } from "#plinth/model/cost-line.ts";
import type { System } from "#plinth/model/system.ts";
import { type Bill, billOf, sumOf, type Terms } from "./bill.ts";
import { assumedLoad, type Load } from "./load.ts";
import { costBetween, type Tariff } from "./tariff.ts";
import { terms } from "./testing.ts";

interface Shape {
  readonly type: "t3.small" | "t3.medium" | "t3.large";
  readonly machines: readonly [number, number, number];
  readonly capacity: "on-demand" | "spot";
  readonly subnets: "public" | "private";
  readonly nat: "one-per-zone" | "one" | "none";
  readonly balancers: number;
  readonly alarms: number;
  readonly support: "standard" | "extended";
}

const systemOf = (shape: Shape): System =>
  build((s) => {
    const aws = s.aws("us-west-1", { zones: 2 });
    const vpc = aws.network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.1.0/24", "10.0.2.0/24"],
      privateSubnets: ["10.0.11.0/24", "10.0.12.0/24"],
      nat: shape.nat,
    });
    const main = vpc.eks("main", { version: "1.36", support: shape.support });
    const [min, desired, max] = shape.machines;
    main.nodeGroup("machines", {
      type: shape.type,
      min,
      desired,
      max,
      image: "AL2023_x86_64_STANDARD",
      disk: { size: "20GiB", type: "gp3" },
      subnets: shape.subnets,
      capacity: shape.capacity,
    });
    const web = main.service("web", { command: "web", port: 80 });
    for (let i = 0; i < shape.balancers; i++) {
      vpc.loadBalancer(`alb-${i}`, { routes: { "/*": web } });
    }
    for (let i = 0; i < shape.alarms; i++) {
      aws.alarm(`alarm-${i}`, { of: web, metric: "cpu", above: "80%", for: "5m" });
    }
  }).system;

const shape: fc.Arbitrary<Shape> = fc.record({
  type: fc.constantFrom("t3.small", "t3.medium", "t3.large"),
  machines: fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9))
    .map(([min, more, most]): [number, number, number] => [min, min + more, min + more + most]),
  capacity: fc.constantFrom("on-demand", "spot"),
  subnets: fc.constantFrom("public", "private"),
  nat: fc.constantFrom("one-per-zone", "one", "none"),
  balancers: fc.nat(3),
  alarms: fc.nat(15),
  support: fc.constantFrom("standard", "extended"),
});

const load: fc.Arbitrary<Load> = fc
  .record(
    {
      ratePerSecond: fc.double({ min: 0, max: 200_000, noNaN: true }),
      logBytes: fc.nat(2_000),
      cpuMicrosPerRequest: fc.nat(500),
    },
    { requiredKeys: [] },
  )
  .map((given) => ({ ...assumedLoad, ...given }));

const under = (given: Load): Terms => ({ ...terms, load: given });

const isAtMost = (a: number, b: number): boolean => a <= b + 1e-6 * Math.max(1, Math.abs(b));

const spansOf = ({ lines, usdPerMonth }: Bill) => [
  usdPerMonth,
  ...lines.flatMap((line) => (line.usdPerMonth ? [line.usdPerMonth] : [])),
];

test("the least is at most what is usual, and that at most the most; nothing is negative", () => {
  fc.assert(
    fc.property(shape, load, (of, given) => {
      for (const { min, usual, max } of spansOf(billOf(systemOf(of), under(given)))) {
        expect(isAtMost(0, min) && isAtMost(min, usual) && isAtMost(usual, max)).toBe(true);
      }
    }),
  );
});

test("the sum of the lines is the total", () => {
  fc.assert(
    fc.property(shape, load, (of, given) => {
      const { lines, usdPerMonth } = billOf(systemOf(of), under(given));
      const known = lines.flatMap((line) => (line.usdPerMonth ? [line.usdPerMonth] : []));
      expect(usdPerMonth).toEqual(sumOf(known));
    }),
  );
});

test("one thing more never lowers a bill", () => {
  const more = fc.constantFrom<(of: Shape) => Shape>(
    (of) => ({ ...of, balancers: of.balancers + 1 }),
    (of) => ({ ...of, alarms: of.alarms + 1 }),
    (of) => {
      const [min, desired, max] = of.machines;
      return { ...of, machines: [min + 1, desired + 1, max + 1] };
    },
  );
  // A spot machine may cost less than the processors that it brings along spare.
  const onDemand = shape.map((of): Shape => ({ ...of, capacity: "on-demand" }));
  fc.assert(
    fc.property(onDemand, load, more, (of, given, grown) => {
      // The first balancer opens the way for all traffic; unknown lines would hide the others.
      fc.pre(of.balancers > 0 || given.ratePerSecond !== undefined);
      const before = billOf(systemOf(of), under(given)).usdPerMonth;
      const after = billOf(systemOf(grown(of)), under(given)).usdPerMonth;
      for (const end of ["min", "usual", "max"] as const) {
        expect(isAtMost(before[end], after[end])).toBe(true);
      }
    }),
  );
});

test("more requests never cost less, line by line", () => {
  fc.assert(
    fc.property(shape, load, fc.double({ min: 0, max: 1e5, noNaN: true }), (of, given, more) => {
      const { ratePerSecond = 0 } = given;
      const bill = (rate: number) =>
        billOf(systemOf(of), under({ ...given, ratePerSecond: rate })).lines;
      const after = bill(ratePerSecond + more);
      for (const [i, { usdPerMonth }] of bill(ratePerSecond).entries()) {
        const then = after[i]?.usdPerMonth;
        expect(isAtMost(usdPerMonth?.usual ?? 0, then?.usual ?? 0)).toBe(true);
      }
    }),
  );
});

test("what is unknown has no amount, is counted, and says why", () => {
  fc.assert(
    fc.property(shape, load, (of, given) => {
      const { lines, unknownLines } = billOf(systemOf(of), under(given));
      const unknown = lines.filter((line) => line.usdPerMonth === undefined);
      expect(unknown.length).toBe(unknownLines);
      for (const line of lines) {
        expect(line.unknown === undefined).toBe(line.usdPerMonth !== undefined);
      }
      if (given.ratePerSecond === undefined) {
        for (const { byLoad, usdPerMonth } of lines) {
          if (byLoad) expect(usdPerMonth).toBeUndefined();
        }
      }
    }),
  );
});

test("bands cost the same whether units come at once or one line after another", () => {
  const tariff: Tariff = {
    free: 100,
    price: {
      usd: [
        { upTo: 10_240, usd: 0.09 },
        { upTo: 51_200, usd: 0.085 },
        { upTo: Number.POSITIVE_INFINITY, usd: 0.05 },
      ],
      unit: "GB",
      source: "transfer",
    },
  };
  const part = fc.double({ min: 0, max: 60_000, noNaN: true });
  fc.assert(
    fc.property(part, part, (a, b) => {
      const whole = costBetween(tariff, spanOf(0), spanOf(a + b)).usual;
      const first = costBetween(tariff, spanOf(0), spanOf(a)).usual;
      const second = costBetween(tariff, spanOf(a), spanOf(b)).usual;
      expect(first + second).toBeCloseTo(whole, 6);
    }),
  );
});
