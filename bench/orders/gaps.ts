import type { Accepted } from "./clients.ts";
import type { Happened } from "./faults.ts";

/** A time in which no order of anybody was accepted. */
export interface Gap {
  /** Since the first order. */
  readonly fromMs: number;
  readonly ms: number;
}

const none: Gap = { fromMs: 0, ms: 0 };

const gapsOf = (accepted: readonly Pick<Accepted, "atMs">[]): readonly Gap[] =>
  accepted.map(({ atMs }, index) => {
    const fromMs = accepted[index - 1]?.atMs ?? 0;
    return { fromMs, ms: atMs - fromMs };
  });

const longest = (gaps: readonly Gap[]): Gap =>
  gaps.reduce((worst, gap) => (gap.ms > worst.ms ? gap : worst), none);

/** The longest of all. @param accepted in the order in which they were. */
export const longestGap = (accepted: readonly Pick<Accepted, "atMs">[]): Gap =>
  longest(gapsOf(accepted));

/**
 * The longest that clients saw from each fault to the next one, by what was done: the worst of each kind,
 * longest first. One that began before a fault and ended after it is counted to both.
 */
export const gapsByFault = (
  accepted: readonly Pick<Accepted, "atMs">[],
  faults: readonly Happened[],
): readonly (readonly [string, Gap])[] => {
  const gaps = gapsOf(accepted);
  const worst = new Map<string, Gap>();
  for (const [index, { atMs, says, victim }] of faults.entries()) {
    if (victim === undefined) continue;
    const endMs = faults[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const seen = gaps.filter(({ fromMs, ms }) => fromMs + ms > atMs && fromMs < endMs);
    worst.set(says, longest([longest(seen), worst.get(says) ?? none]));
  }
  return [...worst].toSorted(([, a], [, b]) => b.ms - a.ms);
};
