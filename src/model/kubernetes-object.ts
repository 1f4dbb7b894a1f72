import type { InNamespace, Meta, Texts } from "./kubernetes-meta.ts";
import type {
  ExternalSecret,
  HelmChart,
  ScaledObject,
  SecretStore,
  TriggerAuthentication,
} from "./kubernetes-operators.ts";
import type { PodSpec, Selector } from "./kubernetes-pod.ts";
import type { ScalingRules } from "./kubernetes-scaling.ts";
import type { ConfigMap, CronJob, Job, StatefulSet, StorageClass } from "./kubernetes-stateful.ts";

/**
 * Objects for a cluster, in the fields that Plinth writes and in the API's own names, as of
 * Kubernetes 1.36. Values that differ by place stay references; the output renders them.
 */

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
    /** `None`: names lead to the pods themselves (a headless Service). */
    readonly clusterIP?: "None";
    readonly publishNotReadyAddresses?: boolean;
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

type ScalingMetric =
  | {
      readonly type: "Resource";
      readonly resource: {
        readonly name: "cpu" | "memory";
        readonly target: { readonly type: "Utilization"; readonly averageUtilization: number };
      };
    }
  | {
      readonly type: "External";
      readonly external: {
        readonly metric: { readonly name: string; readonly selector: Selector };
        readonly target: { readonly type: "AverageValue"; readonly averageValue: string };
      };
    };

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
    readonly metrics: readonly ScalingMetric[];
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
  | ConfigMap
  | CronJob
  | Deployment
  | ExternalSecret
  | HelmChart
  | HorizontalPodAutoscaler
  | Job
  | Namespace
  | NetworkPolicy
  | PodDisruptionBudget
  | Role
  | RoleBinding
  | ScaledObject
  | SecretStore
  | Service
  | ServiceAccount
  | StatefulSet
  | StorageClass
  | TriggerAuthentication;
