/** A measure at a size. */
export interface Point {
  readonly size: number;
  readonly value: number;
}

/**
 * The exponent of growth: the slope of the straight line through the points on logarithmic axes, by
 * least squares. 1 is linear, 2 quadratic.
 * @throws RangeError with fewer than two points, or a point that is not above zero
 */
export const exponentOf = (points: readonly Point[]): number => {
  if (points.length < 2) throw new RangeError("a slope takes two points at least");
  const logs = points.map(({ size, value }) => {
    if (size <= 0 || value <= 0) throw new RangeError("only what is above zero has a logarithm");
    return [Math.log(size), Math.log(value)] as const;
  });
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [x, y] = [mean(logs.map(([a]) => a)), mean(logs.map(([, b]) => b))];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
};

/**
 * A bar for each point, on a logarithmic axis from the smallest to the largest: where growth is
 * linear and sizes are powers of ten, bars grow by equal steps.
 */
export const chart = (points: readonly Point[], unit: string, width = 50): readonly string[] => {
  const logs = points.map(({ value }) => Math.log(value));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const label = (size: number) => size.toLocaleString("en-US").padStart(8);
  return points.map(({ size, value }, i) => {
    const share = high === low ? 1 : ((logs[i] ?? low) - low) / (high - low);
    const bar = "█".repeat(1 + Math.round(share * (width - 1)));
    return `${label(size)} ${bar} ${value.toLocaleString("en-US", { maximumFractionDigits: 0 })} ${unit}`;
  });
};
