import type { KubernetesObject } from "./api-client.ts";

/** A claim on a disk, in what is read of it. */
export interface DiskClaim {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly spec: {
    readonly volumeName?: string;
    readonly storageClassName?: string;
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

export const claimsPath = "/api/v1/persistentvolumeclaims";
export const disksPath = "/api/v1/persistentvolumes";

/**
 * A disk for a claim that has none, as a driver of the cloud would make it: it only exists as an
 * object, like the machines it would be attached to. It is bound to its claim from the start.
 */
export const diskFor = ({ metadata, spec }: DiskClaim): KubernetesObject => ({
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name: `simulated-${metadata.uid}` },
  spec: {
    capacity: { storage: spec.resources.requests.storage },
    accessModes: spec.accessModes,
    persistentVolumeReclaimPolicy: "Delete",
    ...(spec.storageClassName !== undefined && { storageClassName: spec.storageClassName }),
    claimRef: { ...metadataOf(metadata), apiVersion: "v1", kind: "PersistentVolumeClaim" },
    hostPath: { path: "/nonexistent" },
  },
});

const metadataOf = ({ name, namespace, uid }: DiskClaim["metadata"]) => ({ name, namespace, uid });
