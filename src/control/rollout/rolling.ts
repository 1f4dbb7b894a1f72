/**
 * How a Deployment changes over from old replica sets to a new one.
 * Source: k8s@v1.36.2 pkg/controller/deployment/rolling.go and util/deployment_util.go
 * (NewRSNewReplicas, ResolveFenceposts).
 */

/** A number of pods or a share of them. */
export type IntOrPercent = number | `${number}%`;

export interface RollingStrategy {
  readonly maxSurge: IntOrPercent;
  readonly maxUnavailable: IntOrPercent;
}

/** One replica set as it stands. */
export interface ReplicaSet {
  readonly revision: string;
  /** How many it is to have. */
  readonly spec: number;
  /** How many there are, those being deleted not counted. */
  readonly total: number;
  /** How many have been ready long enough. */
  readonly available: number;
}

/** How many each replica set is to have now, by revision. */
export type Sizes = ReadonlyMap<string, number>;

const resolve = (value: IntOrPercent, of: number, round: (value: number) => number): number =>
  typeof value === "number" ? value : round((Number(value.slice(0, -1)) * of) / 100);

/** Pods over and pods under the wanted number; never both 0. */
export const fenceposts = (
  { maxSurge, maxUnavailable }: RollingStrategy,
  replicas: number,
): { readonly surge: number; readonly unavailable: number } => {
  const surge = resolve(maxSurge, replicas, Math.ceil);
  const unavailable = resolve(maxUnavailable, replicas, Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Takes `most` from the old sets, oldest first: of each no more than `spare` says. */
const takeFrom = (
  sizes: Map<string, number>,
  old: readonly ReplicaSet[],
  most: number,
  spare: (set: ReplicaSet, size: number) => number,
): number => {
  let left = most;
  for (const set of old) {
    const size = sizes.get(set.revision) ?? 0;
    const less = Math.max(0, Math.min(left, size, spare(set, size)));
    sizes.set(set.revision, size - less);
    left -= less;
  }
  return most - left;
};

/**
 * The next sizes. `sets` are oldest first; the one of `revision` is new, and is grown within the
 * surge; the old are shrunk as the new become available. Called again after every change.
 */
export const rollingSizes = (
  sets: readonly ReplicaSet[],
  revision: string,
  replicas: number,
  strategy: RollingStrategy,
): Sizes => {
  const sizes = new Map(sets.map((set) => [set.revision, set.spec]));
  const fresh = sets.find((set) => set.revision === revision);
  const old = sets.filter((set) => set.revision !== revision && set.spec > 0);
  const { surge, unavailable } = fenceposts(strategy, replicas);
  const had = fresh?.spec ?? 0;
  const room = replicas + surge - sum(sets.map(({ spec }) => spec));
  const grown = had + Math.max(0, Math.min(room, replicas - had));
  const size = had > replicas ? replicas : old.length === 0 ? replicas : grown;
  sizes.set(revision, size);
  if (size !== had || old.length === 0) return sizes;
  const minAvailable = replicas - unavailable;
  const newUnavailable = had - (fresh?.available ?? 0);
  const removable = sum(sets.map(({ spec }) => spec)) - minAvailable - newUnavailable;
  if (removable <= 0) return sizes;
  takeFrom(sizes, old, removable, (set) => set.spec - set.available);
  const availableNow = sum(sets.map(({ available }) => available));
  takeFrom(sizes, old, Math.max(0, availableNow - minAvailable), (_, left) => left);
  return sizes;
};
