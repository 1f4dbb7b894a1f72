import type { HpaMetric } from "./types.ts";

/**
 * The controller's arithmetic: thousandths of a unit as whole numbers, divided towards zero. The
 * ratio that decides is made of such rounded numbers, so being more exact would be being different.
 */

const milliPerMib = 1024 * 1024 * 1000;

/** Thousandths in one unit of a metric: cpu is in milli-cores already, memory in MiB. */
export function milliPerUnit(metric: HpaMetric): number {
  if (metric.type !== "Resource") return 1000;
  return metric.name === "cpu" ? 1 : milliPerMib;
}

/**
 * Rounds up to whole thousandths, as `Quantity.MilliValue` does; a hair less first, so that 0.07,
 * which binary fractions cannot hold, is 70 and not 71.
 * Source: k8s@v1.36.2 apimachinery/pkg/api/resource/quantity.go.
 */
export const toMilli = (value: number, milliPerOne: number): number =>
  Math.ceil(value * milliPerOne - 1e-6);

/** Numerator over denominator towards zero, as int64 does it: exact beyond 2^53 as well. */
export const divide = (numerator: bigint, denominator: bigint): number =>
  Number(numerator / denominator);

/** The sum of whole numbers, exact. */
export const sumOf = (values: readonly number[]): bigint =>
  values.reduce((sum, value) => sum + BigInt(value), 0n);
