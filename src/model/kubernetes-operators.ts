import type { InNamespace, Texts } from "./kubernetes-meta.ts";
import type { ScalingRules } from "./kubernetes-scaling.ts";

/** Objects that a cluster knows only once somebody has taught it to: they are applied by themselves. */

/** K3s' own way to install a chart. https://docs.k3s.io/add-ons/helm */
export interface HelmChart {
  readonly apiVersion: "helm.cattle.io/v1";
  readonly kind: "HelmChart";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly repo: string;
    readonly chart: string;
    readonly version: string;
    readonly targetNamespace: string;
    readonly createNamespace: boolean;
    /** YAML, as the chart's values.yaml. */
    readonly valuesContent: string;
  };
}

/** Where External Secrets Operator reads secrets, and as whom. */
export interface SecretStore {
  readonly apiVersion: "external-secrets.io/v1";
  readonly kind: "SecretStore";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly provider: {
      readonly aws: {
        readonly service: "SecretsManager";
        readonly region: unknown;
        readonly auth: { readonly jwt: { readonly serviceAccountRef: { readonly name: string } } };
      };
    };
  };
}

/** A Secret that External Secrets Operator makes, and keeps as the account has it. */
export interface ExternalSecret {
  readonly apiVersion: "external-secrets.io/v1";
  readonly kind: "ExternalSecret";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly refreshInterval: string;
    readonly secretStoreRef: { readonly kind: "SecretStore"; readonly name: string };
    readonly target: {
      readonly name: string;
      readonly creationPolicy: "Owner";
      readonly deletionPolicy: "Retain";
      readonly template: {
        readonly engineVersion: "v2";
        readonly type: "Opaque";
        readonly data: Texts;
      };
    };
    readonly data?: readonly {
      readonly secretKey: string;
      readonly remoteRef: { readonly key: string };
    }[];
    readonly dataFrom?: readonly { readonly extract: { readonly key: string } }[];
  };
}

/** By what KEDA decides how many replicas there are, and within which bounds. */
export interface ScaledObject {
  readonly apiVersion: "keda.sh/v1alpha1";
  readonly kind: "ScaledObject";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly scaleTargetRef: { readonly name: string };
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    readonly advanced: {
      readonly horizontalPodAutoscalerConfig: {
        readonly name: string;
        readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules };
      };
    };
    readonly triggers: readonly {
      readonly type: "cpu" | "memory" | "rabbitmq";
      readonly metricType?: "Utilization";
      readonly metadata: Texts;
      readonly authenticationRef?: { readonly name: string };
    }[];
  };
}

/** What KEDA shows to whom it asks, out of a Secret. */
export interface TriggerAuthentication {
  readonly apiVersion: "keda.sh/v1alpha1";
  readonly kind: "TriggerAuthentication";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly secretTargetRef: readonly {
      readonly parameter: string;
      readonly name: string;
      readonly key: string;
    }[];
  };
}
