import { isFile } from "#plinth/host/paths.ts";

/** The programs of a control plane, in the order in which they start. */
export const programNames = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
  "metrics-server",
] as const;

export type ProgramName = (typeof programNames)[number];

/** A program that was not found. */
export interface MissingProgram {
  readonly name: ProgramName;
  /** What cannot be done without it, as the end of a sentence. */
  readonly without: string;
  /** How one gets it, as an imperative. */
  readonly remedy: string;
}

export interface Programs {
  /** Absolute path by name. */
  readonly found: Readonly<Partial<Record<ProgramName, string>>>;
  readonly missing: readonly MissingProgram[];
}

const assets =
  "install Kubernetes' test binaries with `setup-envtest use` (sigs.k8s.io/controller-runtime) and " +
  "set KUBEBUILDER_ASSETS to the folder that it prints";
const release = "take it from the release of Kubernetes (dl.k8s.io) and put it on PATH";

const about: Readonly<Record<ProgramName, Omit<MissingProgram, "name">>> = {
  etcd: { without: "the API server has nowhere to keep objects", remedy: assets },
  "kube-apiserver": { without: "no object is judged or kept", remedy: assets },
  "kube-controller-manager": { without: "no Deployment makes pods", remedy: release },
  "kube-scheduler": { without: "no pod gets a machine", remedy: release },
  kwok: {
    without: "no machine is simulated, so nothing becomes ready",
    remedy: "install `kwok` (kwok.sigs.k8s.io) and put it on PATH",
  },
  "metrics-server": {
    without: "the autoscaler measures nothing",
    remedy: "install it with `go install sigs.k8s.io/metrics-server/cmd/metrics-server@latest`",
  },
};

export interface LookForPrograms {
  /** The variables KUBEBUILDER_ASSETS and PATH, as the user has them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders that are looked into after those. */
  readonly folders?: readonly string[];
}

/** Looks for the programs in the folder of KUBEBUILDER_ASSETS, on PATH, and in the folders given. */
export const findPrograms = ({ env, folders = [] }: LookForPrograms): Programs => {
  const onPath = (env.PATH ?? "").split(":");
  const places = [env.KUBEBUILDER_ASSETS ?? "", ...onPath, ...folders].filter((at) => at !== "");
  const at = (name: ProgramName): string | undefined =>
    places.map((place) => `${place}/${name}`).find(isFile);
  const all = programNames.map((name) => [name, at(name)] as const);
  return {
    found: Object.fromEntries(all.filter(([, path]) => path !== undefined)),
    missing: all.flatMap(([name, path]) => (path === undefined ? [{ name, ...about[name] }] : [])),
  };
};
