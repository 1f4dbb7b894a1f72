import { fingerprint } from "#plinth/host/fingerprint.ts";
import type { WorkloadMaking } from "./workload-making.ts";

/**
 * What tells one program and its settings from another, short: a Deployment's pod template hash.
 * The number of replicas is not part of it. `generation` counts restarts by hand and changes of
 * source files.
 */
export const revisionOf = ({ part, program }: WorkloadMaking, generation: number): string => {
  const { scale, replicas, maxSurge, maxUnavailable, minReadyS, nodePort, ...template } = part;
  return fingerprint(JSON.stringify([template, program, generation])).slice(0, 5);
};
