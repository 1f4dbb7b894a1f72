import type { Duration, Percent } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { ProgramProps } from "./program.ts";

/** When a probe asks and what it takes to believe it; left out: Kubernetes' defaults. */
interface Asking {
  /** @default "0s" */
  readonly delay?: Duration;
  /** @default "10s" */
  readonly every?: Duration;
  /** @default "1s" */
  readonly timeout?: Duration;
  /** @default 3 */
  readonly failures?: number;
  /** @default 1 */
  readonly successes?: number;
}

/** Asks by HTTP GET (2xx and 3xx succeed), by connecting, or by a command that exits with 0. */
export type ProbeProps = Asking &
  (
    | { readonly http: `/${string}`; readonly port?: string }
    | { readonly tcp: true; readonly port?: string }
    | { readonly exec: readonly string[] }
  );

/** How fast an autoscaler may go one way. */
interface Pace {
  /** Acts on the most cautious wish of this long. */
  readonly after?: Duration;
  /** At most so many, or such a share, in each period. */
  readonly atMost?: readonly {
    readonly pods?: number;
    readonly percent?: Percent;
    readonly every: Duration;
  }[];
  /** Of several limits the one that allows most, or least; or never. @default "max" */
  readonly select?: "max" | "min" | "never";
}

/** Where a program may take its caller's address from. */
type CallerSource =
  /** The first entry: whatever the caller wrote there. */
  | "x-forwarded-for first"
  /** The right-most entry that no trusted proxy wrote. */
  | "x-forwarded-for untrusted"
  | "x-real-ip"
  | "peer";

export interface ServiceProps extends ProgramProps {
  /** The port it listens on in its container. */
  readonly port: number;
  /** How many, where no autoscaler decides. @default 1 */
  readonly replicas?: number;
  /** Where the program takes its caller's address from: the first of these that gives one. */
  readonly callerFrom?: readonly CallerSource[];
  readonly probes?: {
    /** Until it has succeeded once, the other two wait. */
    readonly startup?: ProbeProps;
    /** Whether traffic comes here. */
    readonly readiness?: ProbeProps;
    /** Whether it must be started anew. */
    readonly liveness?: ProbeProps;
  };
  /** Grows and shrinks with its load (a HorizontalPodAutoscaler). */
  readonly scale?: {
    readonly min: number;
    readonly max: number;
    /** Share of the CPU request, on average over the replicas. */
    readonly cpu?: Percent;
    /** Share of the memory request, on average over the replicas. */
    readonly memory?: Percent;
    /**
     * Messages in a queue for each replica, an External metric's averageValue: here those that wait and
     * those that are worked on; by a `queueReader` on a cluster those that wait, as AMQP tells no other.
     */
    readonly queue?: {
      readonly of: Ref<"rabbitmq", "">;
      /** As the programs name it. */
      readonly name: string;
      readonly perReplica: number;
    };
    readonly up?: Pace;
    readonly down?: Pace;
  };
  readonly rollout?: {
    /** @default "25%" */
    readonly maxSurge?: number | Percent;
    /** @default "25%" */
    readonly maxUnavailable?: number | Percent;
    /** How long a replica must have been ready to count as available. @default "0s" */
    readonly minReady?: Duration;
  };
  readonly shutdown?: {
    /** From the request to stop to the end by force. @default "30s" */
    readonly grace?: Duration;
    /**
     * How long routers take to withdraw a replica: on a cluster it goes on serving for so long
     * before it is asked to stop. This machine's balancer withdraws it at once, and does not wait.
     * @default "0s"
     */
    readonly withdrawal?: Duration;
    /** Waited, or run, before the request to stop, wherever it runs. @default none */
    readonly preStop?: Duration | readonly string[];
  };
  /** Keeps replicas apart; what is required rather leaves a replica waiting than be broken. */
  readonly spread?: readonly (
    | {
        /** Evenly over all of them (topologySpreadConstraints). */
        readonly over: "zones" | "hosts";
        /** By how many the fullest may exceed the emptiest. @default 1 */
        readonly maxSkew?: number;
        /** @default "prefer" */
        readonly strictly?: "prefer" | "require";
      }
    | {
        /** No two in one (podAntiAffinity). */
        readonly apart: "zones" | "hosts";
        /** How much a preference counts, 1 to 100; a requirement has none. @default 100 */
        readonly weight?: number;
        /** @default "prefer" */
        readonly strictly?: "prefer" | "require";
      }
  )[];
  /** What a drain must leave standing (a PodDisruptionBudget). */
  readonly disruption?: { readonly minAvailable: number } | { readonly maxUnavailable: number };
  /** How long pods stay bound to a machine that is gone. @default "300s" */
  readonly tolerateNodeLoss?: Duration;
  /** A port on every machine of the cluster that leads to the replicas. */
  readonly nodePort?: number;
  /** The cloud identity of its pods. @default none */
  readonly role?: Ref<"role", "">;
}
