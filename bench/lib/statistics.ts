/**
 * The value below which a share of the samples lies (nearest rank).
 * @throws RangeError when there are no samples.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  const value = sorted[index];
  if (value === undefined) throw new RangeError("no samples to take a quantile of");
  return value;
}

/**
 * The middle value; the mean of the middle two when their number is even.
 * @throws RangeError when there are no values.
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = quantile(sorted, 0.5);
  return sorted.length % 2 === 1 ? low : (low + (sorted[sorted.length / 2] ?? low)) / 2;
}
