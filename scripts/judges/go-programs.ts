import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Step, Work } from "./step.ts";

/** A folder with a go.mod, below test/judges/tools. */
interface GoModule {
  readonly says: string;
  readonly folder: string;
  /** Programs that are linked with the same flags: name of the file -> package. */
  readonly programs: Readonly<Record<string, string>>;
  /** The module whose version they tell, and the variables that it is written to. */
  readonly version: { readonly of: string; readonly variables: readonly string[] };
}

const versions = "k8s.io/component-base/version";
const gitVersion = `${versions}.gitVersion`;
const kubernetes = "k8s.io/kubernetes";

/** In the order in which they are built: what is compiled for the first serves those after it. */
const modules: readonly GoModule[] = [
  {
    says: "Kubernetes itself",
    folder: "",
    programs: {
      "kube-apiserver": `${kubernetes}/cmd/kube-apiserver`,
      "kube-controller-manager": `${kubernetes}/cmd/kube-controller-manager`,
      "kube-scheduler": `${kubernetes}/cmd/kube-scheduler`,
      kubectl: `${kubernetes}/cmd/kubectl`,
    },
    version: { of: kubernetes, variables: [gitVersion] },
  },
  {
    says: "etcd and kwok",
    folder: "",
    programs: { etcd: "go.etcd.io/etcd/server/v3", kwok: "sigs.k8s.io/kwok/cmd/kwok" },
    version: { of: "sigs.k8s.io/kwok", variables: [] },
  },
  {
    says: "metrics-server",
    folder: "",
    programs: { "metrics-server": "sigs.k8s.io/metrics-server/cmd/metrics-server" },
    version: {
      of: "sigs.k8s.io/metrics-server",
      variables: ["k8s.io/client-go/pkg/version.gitVersion"],
    },
  },
  {
    // kube-score needs interfaces that newer Kubernetes has dropped, actionlint an older YAML.
    says: "kube-score and actionlint",
    folder: "linters",
    programs: {
      "kube-score": "github.com/zegl/kube-score/cmd/kube-score",
      actionlint: "github.com/rhysd/actionlint/cmd/actionlint",
    },
    version: { of: "github.com/zegl/kube-score", variables: ["main.version"] },
  },
  {
    says: "kubeconform",
    folder: "linters",
    programs: { kubeconform: "github.com/yannh/kubeconform/cmd/kubeconform" },
    version: { of: "github.com/yannh/kubeconform", variables: ["main.version"] },
  },
];

/** The version of a module that a go.mod asks for. @throws when it asks for none */
const versionIn = (goMod: string, module: string): string => {
  const found = new RegExp(`^\\s*${module.replaceAll(".", "\\.")} (v\\S+)`, "m").exec(goMod)?.[1];
  if (found === undefined) throw new Error(`go.mod does not ask for ${module}`);
  return found;
};

/** Both numbers are told beside the version: clients read them. */
const kubernetesNumbers = (version: string): string[] => {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  return [`-X ${versions}.gitMajor=${major}`, `-X ${versions}.gitMinor=${minor}`];
};

const flagsOf = ({ version: { of, variables } }: GoModule, goMod: string): string => {
  const version = versionIn(goMod, of);
  const told = variables.map((variable) => `-X ${variable}=${version}`);
  return ["-s -w", ...told, ...(of === kubernetes ? kubernetesNumbers(version) : [])].join(" ");
};

const everyPackages = 100;

/** Builds into a folder beside, and moves the programs to their place when all are whole. */
const build = async (module: GoModule, cwd: string, flags: string, work: Work): Promise<void> => {
  const beside = await mkdtemp(join(work.folder, "building-"));
  let compiled = 0;
  const onLine = (): void => {
    compiled += 1;
    if (compiled % everyPackages === 0) work.say(`${compiled} packages compiled`);
  };
  try {
    // What is the same for all of them is compiled once, and linked beside other work.
    const packages = Object.values(module.programs);
    const words = ["go", "build", "-v", "-trimpath", "-ldflags", flags, "-o", `${beside}/`];
    await work.run([...words, ...packages], { cwd, onLine });
    await mkdir(join(work.folder, "bin"), { recursive: true });
    for (const [name, path] of Object.entries(module.programs)) {
      // Go names a program after its package, and leaves a version at the end of that out.
      const built =
        path
          .replace(/\/v\d+$/, "")
          .split("/")
          .at(-1) ?? name;
      await rename(join(beside, built), join(work.folder, "bin", name));
    }
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
};

/** One step for each group of programs that are built together. `tools`: the folder of the modules. */
export const goSteps = async (tools: string): Promise<readonly Step[]> =>
  Promise.all(
    modules.map(async (module) => {
      const cwd = join(tools, module.folder);
      const [goMod, goSum] = await Promise.all(
        ["go.mod", "go.sum"].map((name) => Bun.file(join(cwd, name)).text()),
      );
      const flags = flagsOf(module, goMod ?? "");
      return {
        says: module.says,
        makes: Object.keys(module.programs).map((name) => `bin/${name}`),
        from: [goMod, goSum, flags, Object.values(module.programs).join()].join("\n"),
        needs: ["go"],
        make: (work: Work) => build(module, cwd, flags, work),
      };
    }),
  );
