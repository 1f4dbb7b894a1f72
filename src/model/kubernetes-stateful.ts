import type { InNamespace, Meta, Texts } from "./kubernetes-meta.ts";
import type { PodSpec, Selector } from "./kubernetes-pod.ts";

/** Objects for what keeps data: its pods, disks, files and jobs. As of Kubernetes 1.36. */

interface Template {
  readonly metadata: { readonly labels: Texts; readonly annotations?: Texts };
  readonly spec: PodSpec;
}

export interface StatefulSet {
  readonly apiVersion: "apps/v1";
  readonly kind: "StatefulSet";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly replicas: number;
    readonly serviceName: string;
    readonly podManagementPolicy: "Parallel" | "OrderedReady";
    readonly minReadySeconds?: number;
    readonly selector: Selector;
    readonly template: Template;
    readonly persistentVolumeClaimRetentionPolicy: {
      readonly whenDeleted: "Retain" | "Delete";
      readonly whenScaled: "Retain" | "Delete";
    };
    readonly volumeClaimTemplates?: readonly {
      readonly apiVersion: "v1";
      readonly kind: "PersistentVolumeClaim";
      readonly metadata: { readonly name: string; readonly labels: Texts };
      readonly spec: {
        readonly accessModes: readonly "ReadWriteOnce"[];
        readonly storageClassName?: string;
        readonly resources: { readonly requests: { readonly storage: string } };
      };
    }[];
  };
}

export interface ConfigMap {
  readonly apiVersion: "v1";
  readonly kind: "ConfigMap";
  readonly metadata: InNamespace;
  readonly data: Texts;
}

export interface StorageClass {
  readonly apiVersion: "storage.k8s.io/v1";
  readonly kind: "StorageClass";
  readonly metadata: Meta;
  readonly provisioner: string;
  readonly parameters: Texts;
  readonly reclaimPolicy: "Retain" | "Delete";
  readonly volumeBindingMode: "WaitForFirstConsumer";
  readonly allowVolumeExpansion: boolean;
}

interface JobSpec {
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds?: number;
  readonly podReplacementPolicy?: "Failed";
  readonly ttlSecondsAfterFinished?: number;
  readonly template: Template;
}

export interface Job {
  readonly apiVersion: "batch/v1";
  readonly kind: "Job";
  readonly metadata: InNamespace;
  readonly spec: JobSpec;
}

export interface CronJob {
  readonly apiVersion: "batch/v1";
  readonly kind: "CronJob";
  readonly metadata: InNamespace;
  readonly spec: {
    readonly schedule: string;
    readonly timeZone: "Etc/UTC";
    readonly concurrencyPolicy: "Forbid";
    readonly startingDeadlineSeconds: number;
    readonly successfulJobsHistoryLimit: number;
    readonly failedJobsHistoryLimit: number;
    readonly jobTemplate: { readonly spec: JobSpec };
  };
}
