import { expect, test } from "bun:test";
import fc from "fast-check";
import { clientOf, createRateLimit } from "./rate-limit.ts";

test("a burst is let through, then so many a second, each client by itself", () => {
  let nowMs = 0;
  const waitOf = createRateLimit({ perSecond: 10, burst: 3 }, () => nowMs);
  expect([1, 2, 3].map(() => waitOf("a"))).toEqual([0, 0, 0]);
  expect(waitOf("a")).toBeCloseTo(0.1);
  expect(waitOf("b")).toBe(0);
  nowMs += 100;
  expect(waitOf("a")).toBe(0);
  expect(waitOf("a")).toBeGreaterThan(0);
});

test("0 lets everything through", () => {
  const waitOf = createRateLimit({ perSecond: 0, burst: 1 }, () => 0);
  expect(Array.from({ length: 100 }, () => waitOf("a")).every((wait) => wait === 0)).toBe(true);
});

test("never more than the burst and what the time allows, whenever somebody asks", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 });
  fc.assert(
    fc.property(
      gaps,
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 20 }),
      (...all) => {
        const [gapsMs, perSecond, burst] = all;
        let nowMs = 0;
        let passed = 0;
        const waitOf = createRateLimit({ perSecond, burst }, () => nowMs);
        for (const gapMs of gapsMs) {
          nowMs += gapMs;
          if (waitOf("a") === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (nowMs / 1000) * perSecond + 1e-6);
      },
    ),
  );
});

test("the client is who the trusted proxies saw; what stands before that is an invention", () => {
  const list = "1.1.1.1, 2.2.2.2 ,3.3.3.3";
  expect(clientOf(list, "9.9.9.9", 0)).toBe("9.9.9.9");
  expect(clientOf(list, "9.9.9.9", 1)).toBe("3.3.3.3");
  expect(clientOf(list, "9.9.9.9", 2)).toBe("2.2.2.2");
  expect(clientOf(list, "9.9.9.9", 9)).toBe("9.9.9.9");
  expect(clientOf(undefined, "9.9.9.9", 1)).toBe("9.9.9.9");
});
