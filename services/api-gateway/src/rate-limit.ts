export interface RateRules {
  /** Requests of one client; 0 lets everything through. */
  readonly perSecond: number;
  /** How many of them may come at once after a while of none. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** More clients than this are not told apart from new ones: whoever asked longest ago is forgotten. */
const clientsMax = 10_000;

/**
 * A token bucket for each client, in this replica: all replicas together let through so many times more.
 * @returns seconds until the next request is let through; 0 lets this one through.
 */
export function createRateLimit({ perSecond, burst }: RateRules, clockMs: () => number) {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (client: string, nowMs: number): Bucket => {
    const known = buckets.get(client);
    if (known !== undefined) {
      // Last in the map is last seen.
      buckets.delete(client);
      buckets.set(client, known);
      return known;
    }
    const made = { tokens: burst, filledAtMs: nowMs };
    buckets.set(client, made);
    if (buckets.size > clientsMax) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    return made;
  };
  return (client: string): number => {
    if (perSecond === 0) return 0;
    const nowMs = clockMs();
    const bucket = bucketOf(client, nowMs);
    const filled = bucket.tokens + ((nowMs - bucket.filledAtMs) / 1000) * perSecond;
    bucket.tokens = Math.min(burst, filled);
    bucket.filledAtMs = nowMs;
    if (bucket.tokens < 1) return (1 - bucket.tokens) / perSecond;
    bucket.tokens -= 1;
    return 0;
  };
}

/**
 * Who is asking. Each proxy appends whom it saw, so with `hops` trusted ones the client is that many
 * entries from the right; all before that is the client's own invention.
 */
export function clientOf(forwardedFor: string | undefined, peer: string, hops: number): string {
  if (hops === 0 || forwardedFor === undefined) return peer;
  const seen = forwardedFor.split(",").map((each) => each.trim());
  return seen.at(-hops) || peer;
}
