/** What the choice of a target needs to know of it. */
export interface Choosable {
  /** Requests or connections it is busy with. */
  readonly inFlight: number;
}

/**
 * The next one in turn, from the one at `turn` on, that has not been tried.
 *
 * @returns its index, or -1 when all have been tried or there is none
 */
export function roundRobin<T>(from: readonly T[], turn: number, tried: readonly T[]): number {
  for (let step = 0; step < from.length; step++) {
    const index = (turn + step) % from.length;
    const candidate = from[index];
    if (candidate !== undefined && !tried.includes(candidate)) return index;
  }
  return -1;
}

/** The least busy one; among equals, the next in turn. */
export function leastOutstanding<T extends Choosable>(
  from: readonly T[],
  turn: number,
  tried: readonly T[],
): number {
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < from.length; step++) {
    const index = (turn + step) % from.length;
    const candidate = from[index];
    if (candidate === undefined || tried.includes(candidate)) continue;
    if (candidate.inFlight < fewest) {
      fewest = candidate.inFlight;
      best = index;
    }
  }
  return best;
}
