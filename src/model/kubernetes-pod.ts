import type { Value } from "./ref.ts";

/** What runs in a cluster, as part of its objects: in the API's own names, as of Kubernetes 1.36. */

/** Labels that must all be there. */
export interface Selector {
  readonly matchLabels: Readonly<Record<string, string>>;
}

export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string };
  readonly tcpSocket?: { readonly port: string };
  readonly exec?: { readonly command: readonly string[] };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}

type Amounts = Readonly<Partial<Record<"cpu" | "memory" | "ephemeral-storage", string>>>;

/** A variable: a value, or where it is read from when the container starts. */
export type EnvironmentVariable =
  | { readonly name: string; readonly value: Value }
  | {
      readonly name: string;
      readonly valueFrom:
        | { readonly secretKeyRef: { readonly name: string; readonly key: string } }
        | { readonly fieldRef: { readonly fieldPath: string } };
    };

/** Files that containers see: those of objects, an empty folder, or several of them as one. */
export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: "Memory"; readonly sizeLimit: string };
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string; readonly defaultMode?: number };
  readonly projected?: {
    readonly defaultMode?: number;
    readonly sources: readonly {
      readonly configMap?: { readonly name: string; readonly items: readonly KeyToPath[] };
      readonly secret?: { readonly name: string; readonly items: readonly KeyToPath[] };
      readonly serviceAccountToken?: {
        readonly audience: string;
        readonly expirationSeconds: number;
        readonly path: string;
      };
    }[];
  };
}

interface KeyToPath {
  readonly key: string;
  readonly path: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: "Always" | "IfNotPresent";
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvironmentVariable[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: { readonly requests?: Amounts; readonly limits?: Amounts };
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly lifecycle?: {
    readonly preStop:
      | { readonly sleep: { readonly seconds: number } }
      | { readonly exec: { readonly command: readonly string[] } };
  };
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly capabilities?: { readonly drop: readonly string[] };
  };
}

interface AffinityTerm {
  readonly labelSelector: Selector;
  readonly topologyKey: string;
}

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks?: boolean;
  readonly priorityClassName?: string;
  readonly securityContext?: {
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly runAsGroup?: number;
    readonly fsGroup?: number;
    readonly fsGroupChangePolicy?: "OnRootMismatch";
    readonly seccompProfile?: { readonly type: "RuntimeDefault" | "Unconfined" };
  };
  readonly terminationGracePeriodSeconds?: number;
  readonly topologySpreadConstraints?: readonly {
    readonly topologyKey: string;
    readonly maxSkew: number;
    readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
    readonly labelSelector: Selector;
    /** Counts only pods of the same revision, so that a rollout is spread as well. */
    readonly matchLabelKeys?: readonly string[];
  }[];
  readonly affinity?: {
    readonly podAntiAffinity: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly AffinityTerm[];
      readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
        readonly weight: number;
        readonly podAffinityTerm: AffinityTerm;
      }[];
    };
  };
  readonly tolerations?: readonly {
    readonly key: string;
    readonly operator: "Exists";
    readonly effect: "NoExecute";
    readonly tolerationSeconds: number;
  }[];
  /** Of a Job's pods; all others are started again for ever. */
  readonly restartPolicy?: "Never" | "OnFailure";
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
}
