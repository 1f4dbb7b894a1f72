/** What a machine fetches to be part of a cluster, held to its bytes. */
export interface K3sRelease {
  /** As K3s tags it, e.g. `v1.36.5+k3s1`. */
  readonly version: `v1.${number}.${number}+k3s${number}`;
  /** Of the file `k3s` for x86-64, as the release's own sha256sum-amd64.txt has it. */
  readonly sha256: string;
}

/**
 * The release that is used for a minor version where a system names none, as of 2026-11-21. The sum is
 * the one that nine scripts of seven projects on GitHub pin for that tag; the release page itself could
 * not be asked. A wrong one ends the first start of a machine, it does not weaken it.
 */
export const k3sReleases: Readonly<Record<string, K3sRelease>> = {
  "1.36": {
    version: "v1.36.5+k3s1",
    sha256: "d73847bcd3c5fccef0115b372e2f9a91f3032dc84bbf71518a4617565294d313",
  },
};

/**
 * What logs kubelet in to ECR, from the artifacts of kubernetes/cloud-provider-aws. Not every minor
 * version of Kubernetes has one there; it speaks to kubelet by an API (credentialprovider/v1) that all
 * versions since 1.26 share. Its sum was not to be had where this was written, so a machine holds it to
 * the one that is published beside it, which finds a broken file but not a publisher gone bad.
 */
export const ecrProvider: { readonly url: string; readonly sha256?: string } = {
  url: "https://artifacts.k8s.io/binaries/cloud-provider-aws/v1.37.0/linux/amd64/ecr-credential-provider-linux-amd64",
};
