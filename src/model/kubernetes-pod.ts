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

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: "Always" | "IfNotPresent";
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: Value }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: { readonly requests?: Amounts; readonly limits?: Amounts };
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
  readonly containers: readonly Container[];
}
