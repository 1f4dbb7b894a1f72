import { expect, test } from "bun:test";
import fc from "fast-check";
import { bucketMs, bucketOf, LatencyRecorder, quantileMs, sinceSnapshot } from "./histogram.ts";

test("every time falls into the bucket whose bounds hold it", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 100_000, noNaN: true }), (ms) => {
      const bucket = bucketOf(ms);
      expect(bucketMs(bucket)).toBeLessThanOrEqual(ms * 1.000001);
      expect(bucketMs(bucket + 1)).toBeGreaterThan(ms * 0.999999);
    }),
  );
  expect(bucketOf(0)).toBe(0);
  expect(bucketOf(Number.NaN)).toBe(0);
  expect(bucketOf(1e12)).toBe(bucketOf(1e9));
});

test("quantiles are right to within five percent", () => {
  const times = fc.array(fc.double({ min: 0.01, max: 10_000, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(times, fc.double({ min: 0.01, max: 1, noNaN: true }), (ms, share) => {
      const recorder = new LatencyRecorder();
      for (const one of ms) recorder.record(one);
      const exact = ms.toSorted((a, b) => a - b)[Math.ceil(share * ms.length) - 1] ?? 0;
      const told = quantileMs(recorder.snapshot(), share) ?? 0;
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * 0.05);
    }),
  );
});

test("the difference of two snapshots is what came between them", () => {
  const recorder = new LatencyRecorder();
  recorder.record(1);
  const earlier = recorder.snapshot();
  recorder.record(100);
  recorder.record(1);
  const between = sinceSnapshot(earlier, recorder.snapshot());
  expect(between).toMatchObject({ count: 2, sumMs: 101 });
  expect(between.buckets.map(([, count]) => count)).toEqual([1, 1]);
  expect(quantileMs(sinceSnapshot(earlier, earlier), 0.5)).toBeUndefined();
});
