import type { Replica } from "./replica.ts";

/**
 * Replicas in the order in which a replica set gives them up: not ready before ready, those ready
 * for a shorter time first, then more restarts, then the younger
 * (k8s@v1.36.2 pkg/controller/controller_utils.go, ActivePodsWithRanks).
 */
export const leavingFirst = (replicas: readonly Replica[]): Replica[] =>
  [...replicas].sort(
    (a, b) =>
      Number(a.ready) - Number(b.ready) ||
      (b.readySinceMs ?? 0) - (a.readySinceMs ?? 0) ||
      b.restarts - a.restarts ||
      b.madeMs - a.madeMs,
  );
