/** The programs that do it, as found on the machine. */
export interface Programs {
  readonly terraform: "terraform" | "tofu";
  readonly builder: "buildah" | "podman" | "docker";
}

/** What differs from place to place. */
export interface Way {
  readonly programs: Programs;
  /** Further settings of the backend, `key=value`. @default none */
  readonly backendConfig?: readonly string[];
  /** Absolute folder that the sources of images are relative to. */
  readonly project: string;
  /** The tag of each image by its folder: changes when its source does. */
  readonly tags: ReadonlyMap<string, string>;
  /** How long a rollout may take, ms. */
  readonly rolloutMs: number;
  /** Whether the clusters and registries of the account are there; a stand-in has none. */
  readonly hasClusters: boolean;
}

export const bootstrap = "terraform/bootstrap";
export const main = "terraform";

/** A name as a value is called: `time` -> `TIME`. */
export const upper = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
