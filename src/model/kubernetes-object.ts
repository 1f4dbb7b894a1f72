import type { Value } from "./ref.ts";

/**
 * Objects for a cluster, in the fields that Plinth writes and in the API's own names, as of
 * Kubernetes 1.36. Values that differ by place stay references; the output renders them.
 */

type Texts = Readonly<Record<string, string>>;

/** Labels that must all be there. */
export interface Selector {
  readonly matchLabels: Texts;
}

interface Meta {
  readonly name: string;
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

interface InNamespace extends Meta {
  readonly namespace: string;
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

export interface Namespace {
  readonly apiVersion: "v1";
  readonly kind: "Namespace";
  readonly metadata: Meta;
}

export interface ServiceAccount {
  readonly apiVersion: "v1";
  readonly kind: "ServiceAccount";
  readonly metadata: InNamespace;
  readonly automountServiceAccountToken: boolean;
}

export interface Deployment {
  readonly apiVersion: "apps/v1";
  readonly kind: "Deployment";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly strategy?: {
      readonly type: "RollingUpdate";
      readonly rollingUpdate: {
        readonly maxSurge: number | string;
        readonly maxUnavailable: number | string;
      };
    };
    readonly selector: Selector;
    readonly template: { readonly metadata: { readonly labels: Texts }; readonly spec: PodSpec };
  };
}

export interface Service {
  readonly apiVersion: "v1";
  readonly kind: "Service";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly type: "ClusterIP" | "NodePort";
    readonly externalTrafficPolicy?: "Cluster" | "Local";
    readonly selector: Texts;
    readonly ports: readonly {
      readonly name: string;
      readonly port: number;
      readonly targetPort: string;
      readonly nodePort?: number;
    }[];
  };
}

/** How fast an autoscaler may go one way. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly {
    readonly type: "Pods" | "Percent";
    readonly value: number;
    readonly periodSeconds: number;
  }[];
}

export interface HorizontalPodAutoscaler {
  readonly apiVersion: "autoscaling/v2";
  readonly kind: "HorizontalPodAutoscaler";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly scaleTargetRef: {
      readonly apiVersion: "apps/v1";
      readonly kind: "Deployment";
      readonly name: string;
    };
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly metrics: readonly {
      readonly type: "Resource";
      readonly resource: {
        readonly name: "cpu" | "memory";
        readonly target: { readonly type: "Utilization"; readonly averageUtilization: number };
      };
    }[];
    readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules };
  };
}

export interface PodDisruptionBudget {
  readonly apiVersion: "policy/v1";
  readonly kind: "PodDisruptionBudget";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly minAvailable?: number;
    readonly maxUnavailable?: number;
    readonly selector: Selector;
    readonly unhealthyPodEvictionPolicy: "AlwaysAllow" | "IfHealthyBudget";
  };
}

/** Who may be talked to, or talk. */
export interface NetworkPeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Partial<Selector>;
  readonly ipBlock?: { readonly cidr: string };
}

interface NetworkPort {
  readonly protocol: "TCP" | "UDP";
  readonly port: number | string;
}

export interface NetworkPolicy {
  readonly apiVersion: "networking.k8s.io/v1";
  readonly kind: "NetworkPolicy";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly podSelector: Partial<Selector>;
    readonly policyTypes: readonly ("Ingress" | "Egress")[];
    readonly ingress?: readonly {
      readonly from: readonly NetworkPeer[];
      readonly ports: readonly NetworkPort[];
    }[];
    readonly egress?: readonly {
      readonly to: readonly NetworkPeer[];
      readonly ports: readonly NetworkPort[];
    }[];
  };
}

/** What may be done with which objects of the API. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

type Rbac = "rbac.authorization.k8s.io";

export interface ClusterRole {
  readonly apiVersion: `${Rbac}/v1`;
  readonly kind: "ClusterRole";
  readonly metadata: Meta;
  readonly rules: readonly PolicyRule[];
}

export interface Role {
  readonly apiVersion: `${Rbac}/v1`;
  readonly kind: "Role";
  readonly metadata: InNamespace;
  readonly rules: readonly PolicyRule[];
}

interface Binding<Of extends "ClusterRole" | "Role"> {
  readonly apiVersion: `${Rbac}/v1`;
  readonly roleRef: { readonly apiGroup: Rbac; readonly kind: Of; readonly name: string };
  readonly subjects: readonly {
    readonly kind: "ServiceAccount";
    readonly name: string;
    readonly namespace: string;
  }[];
}

export interface ClusterRoleBinding extends Binding<"ClusterRole"> {
  readonly kind: "ClusterRoleBinding";
  readonly metadata: Meta;
}

export interface RoleBinding extends Binding<"Role"> {
  readonly kind: "RoleBinding";
  readonly metadata: InNamespace;
}

/** One object for a cluster. */
export type KubernetesObject =
  | ClusterRole
  | ClusterRoleBinding
  | Deployment
  | HorizontalPodAutoscaler
  | Namespace
  | NetworkPolicy
  | PodDisruptionBudget
  | Role
  | RoleBinding
  | Service
  | ServiceAccount;
