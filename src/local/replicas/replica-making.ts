import { type KubeletSettings, withDefaults } from "#plinth/control/kubelet/defaults.ts";
import type { ContainerSpec, ProbeName } from "#plinth/control/kubelet/spec.ts";
import type { LocalWorkload } from "#plinth/model/local-part.ts";
import type { Launch } from "../plan/launch.ts";
import type { ProbeAnswer } from "./probe.ts";

/** How a pod of one container is probed, started again and stopped. */
export interface PodSpec
  extends Pick<
    LocalWorkload,
    "ports" | "probes" | "restartPolicy" | "terminationGraceS" | "preStop"
  > {
  /** What asks its process to end. @default "SIGTERM" */
  readonly stopSignal?: "SIGINT";
}

/** What a replica is made from. */
export interface ReplicaMaking {
  readonly name: string;
  readonly machine: string;
  readonly revision: string;
  readonly pod: PodSpec;
  /** Its ports in the order of the pod's, asked for at each start. @default free ones at each start */
  readonly ports?: () => Promise<readonly number[]>;
  /** What to start on these ports. @throws when it cannot be started now */
  readonly launch: (ports: readonly number[]) => Launch | Promise<Launch>;
  /** Who keeps it up, where that is not a kubelet as it comes. */
  readonly kubelet?: KubeletSettings;
  /** Asks in its own words instead of by the probe's action. Never throws. */
  readonly ask?: (probe: ProbeName, timeoutMs: number) => Promise<ProbeAnswer>;
}

/** A pod as the kubelet sees its container. */
export const containerSpecOf = (pod: PodSpec): ContainerSpec =>
  withDefaults({
    restartPolicy: pod.restartPolicy,
    terminationGracePeriodSeconds: pod.terminationGraceS,
    startupProbe: pod.probes.startup,
    readinessProbe: pod.probes.readiness,
    livenessProbe: pod.probes.liveness,
  });
