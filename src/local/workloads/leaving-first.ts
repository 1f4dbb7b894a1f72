/** What decides which replica is given up before another. */
export interface Leaver {
  readonly ready: boolean;
  /** Since when it has been ready, or not, monotonic ms. */
  readonly readySinceMs: number | undefined;
  readonly restarts: number;
  readonly madeMs: number;
  readonly machine: string;
}

/**
 * Replicas in the order in which a replica set gives them up: not ready before ready, those on a
 * machine with more of `related` first, those ready for a shorter time, then more restarts, then the
 * younger. Its buckets of time are left out: here the shorter time counts to the millisecond.
 * Source: k8s@v1.36.2 pkg/controller/controller_utils.go (ActivePodsWithRanks).
 */
export const leavingFirst = <T extends Leaver>(
  replicas: readonly T[],
  related: readonly Leaver[] = replicas,
): T[] => {
  const onMachine = ({ machine }: Leaver): number =>
    related.filter((other) => other.machine === machine).length;
  return [...replicas].sort(
    (a, b) =>
      Number(a.ready) - Number(b.ready) ||
      onMachine(b) - onMachine(a) ||
      (b.readySinceMs ?? 0) - (a.readySinceMs ?? 0) ||
      b.restarts - a.restarts ||
      b.madeMs - a.madeMs,
  );
};
