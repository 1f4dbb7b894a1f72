import type { LocalDatabase, LocalSecret, LocalServer } from "./local-server.ts";
import type { Ref, Value } from "./ref.ts";

/**
 * What a thing is on this machine, as data: kinds answer with parts, and `local/` makes them real.
 * Numbers carry their units; references are still structured.
 */
export type LocalPart =
  | LocalWorkload
  | LocalServer
  | LocalDatabase
  | LocalSecret
  | LocalDoor
  | LocalMachines
  | LocalPlace;

/** The timing of a probe, in the Kubernetes API's own names. Left out: the API's defaults. */
export interface ProbeTiming {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

/** How a probe asks: an HTTP GET (2xx and 3xx succeed), a TCP connect, or a command (0 succeeds). */
export type ProbeAction =
  | { readonly http: { readonly path: string; readonly port: string } }
  | { readonly tcp: { readonly port: string } }
  | { readonly exec: { readonly command: readonly string[] } };

export interface LocalProbe extends ProbeTiming {
  readonly action: ProbeAction;
}

/** A metric that an autoscaler follows. */
export type ScaleMetric =
  | { readonly resource: "cpu" | "memory"; readonly utilizationPercent: number }
  | { readonly resource: "cpu" | "memory"; readonly averageValue: number }
  | QueueMetric;

/** Messages that wait in a queue or are being worked on, for each replica (an External metric). */
export interface QueueMetric {
  readonly queue: { readonly server: string; readonly name: string };
  readonly averageValue: number;
}

export interface ScalePolicy {
  readonly type: "Pods" | "Percent";
  readonly value: number;
  readonly periodS: number;
}

export interface ScaleRules {
  readonly stabilizationS?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly ScalePolicy[];
  readonly tolerance?: number;
}

/** A horizontal pod autoscaler, in autoscaling/v2's words. */
export interface LocalScale {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly ScaleMetric[];
  readonly scaleUp?: ScaleRules;
  readonly scaleDown?: ScaleRules;
}

/** Replicas of one program, as real processes. */
export interface LocalWorkload {
  readonly part: "workload";
  /** Words to run, with `$(NAME)` expanded as Kubernetes does; none: found in the source folder. */
  readonly command?: readonly string[];
  /** Where the program's files are, relative to the project; watched for changes. */
  readonly source?: string;
  readonly env: Readonly<Record<string, Value>>;
  /** Ports it listens on; each replica gets numbers of its own, given as PORT or PORT_<NAME>. */
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  /** It runs to its end, and is done then. @default false: it runs for as long as the copy */
  readonly runsOnce?: true;
  /** How many without an autoscaler. */
  readonly replicas: number;
  readonly scale?: LocalScale;
  readonly cpuRequestMilli?: number;
  readonly cpuLimitMilli?: number;
  readonly memoryRequestMib?: number;
  readonly memoryLimitMib?: number;
  readonly probes: {
    readonly startup?: LocalProbe;
    readonly readiness?: LocalProbe;
    readonly liveness?: LocalProbe;
  };
  readonly restartPolicy: "Always" | "OnFailure" | "Never";
  readonly terminationGraceS: number;
  readonly preStop?: { readonly sleepS: number } | { readonly exec: readonly string[] };
  /** A number of replicas, or a share of them, as Deployments have it. */
  readonly maxSurge: number | `${number}%`;
  readonly maxUnavailable: number | `${number}%`;
  readonly minReadyS: number;
  /** A TCP door in front of the ready replicas, as a NodePort is. */
  readonly nodePort?: number;
}

/** A listening socket in front of replicas. */
export interface LocalDoor {
  readonly part: "door";
  /** The port that is asked for here, when there is one. */
  readonly port?: number;
  /** In order; the first path that fits is taken. `*` at the end fits everything after it. */
  readonly rules: readonly { readonly path: string; readonly to: Ref; readonly port?: string }[];
  readonly health?: {
    readonly path: string;
    readonly intervalMs: number;
    readonly timeoutMs: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
    readonly matcher: string;
  };
  readonly idleTimeoutMs: number;
  readonly deregistrationDelayMs: number;
}

/** Machines that replicas are spread over: names and zones here, not machines of their own. */
export interface LocalMachines {
  readonly part: "machines";
  readonly desired: number;
  readonly zones: number;
}

/** A place that holds others; links join places, and it is where an edge can be cut. */
export interface LocalPlace {
  readonly part: "place";
}
