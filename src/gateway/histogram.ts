import type { LatencyHistogram } from "./config.ts";

/** Buckets for each doubling of the time, so that a bucket is 9 percent wide. */
const BUCKETS_PER_DOUBLING = 8;
/** 2^27 µs, about 134 s: beyond any idle time-out that is in use. */
const DOUBLINGS = 27;
const BUCKETS = 1 + BUCKETS_PER_DOUBLING * DOUBLINGS;

/** Counts times by size, in little memory and without keeping the times. */
export class LatencyRecorder {
  readonly #counts = new Float64Array(BUCKETS);
  #count = 0;
  #sumMs = 0;
  #maxMs = 0;

  record(ms: number): void {
    const bucket = bucketOf(ms);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count++;
    this.#sumMs += ms;
    if (ms > this.#maxMs) this.#maxMs = ms;
  }

  snapshot(): LatencyHistogram {
    const buckets: [number, number][] = [];
    for (const [bucket, count] of this.#counts.entries())
      if (count > 0) buckets.push([bucket, count]);
    return { count: this.#count, sumMs: this.#sumMs, maxMs: this.#maxMs, buckets };
  }
}

/** Bucket 0 is below a microsecond; each of the others is 9 percent wider than the one before. */
export function bucketOf(ms: number): number {
  if (!(ms >= 0.001)) return 0;
  return Math.min(BUCKETS - 1, 1 + Math.floor(Math.log2(ms * 1000) * BUCKETS_PER_DOUBLING));
}

/** Smallest time that falls into the bucket, milliseconds. */
export function bucketMs(bucket: number): number {
  return bucket === 0 ? 0 : 2 ** ((bucket - 1) / BUCKETS_PER_DOUBLING) / 1000;
}

/**
 * The time below which the share lies, milliseconds, to within 5 percent; undefined when nothing
 * was counted.
 */
export function quantileMs(histogram: LatencyHistogram, share: number): number | undefined {
  let left = Math.max(1, Math.ceil(share * histogram.count));
  for (const [bucket, count] of histogram.buckets) {
    left -= count;
    if (left > 0) continue;
    const middle = Math.sqrt(bucketMs(Math.max(1, bucket)) * bucketMs(bucket + 1));
    return Math.min(middle, histogram.maxMs || middle);
  }
  return undefined;
}

/** What was counted between two snapshots of one recorder; its maximum is that of the later one. */
export function sinceSnapshot(
  earlier: LatencyHistogram,
  later: LatencyHistogram,
): LatencyHistogram {
  const before = new Map(earlier.buckets);
  const buckets = later.buckets
    .map(([bucket, count]) => [bucket, count - (before.get(bucket) ?? 0)] as const)
    .filter(([, count]) => count > 0);
  return {
    count: later.count - earlier.count,
    sumMs: later.sumMs - earlier.sumMs,
    maxMs: later.maxMs,
    buckets,
  };
}
