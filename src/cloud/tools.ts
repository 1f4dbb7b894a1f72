import { versionOf, whereIs } from "#plinth/host/survey.ts";

/** A program of the user's that something is done with. */
export interface Need {
  /** Any one of these will do; the first that is there and new enough is taken. */
  readonly programs: readonly string[];
  /** The words that print its version; none: it does not tell. */
  readonly version?: readonly string[];
  /** The oldest that will do, e.g. `1.11`, with why. */
  readonly atLeast?: { readonly version: string; readonly because: string };
  /** What to do when it is not there. */
  readonly remedy: string;
}

export const needs = {
  terraform: {
    programs: ["terraform", "tofu"],
    version: ["version"],
    atLeast: { version: "1.11", because: "older ones cannot lock the state in S3 itself" },
    remedy:
      "install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu " +
      "(https://opentofu.org/docs/intro/install)",
  },
  aws: {
    programs: ["aws"],
    version: ["--version"],
    atLeast: { version: "1.29", because: "older ones do not make a kubeconfig that kubectl reads" },
    remedy: "install AWS' command line (https://docs.aws.amazon.com/cli)",
  },
  kubectl: {
    programs: ["kubectl"],
    version: ["version", "--client"],
    atLeast: { version: "1.31", because: "older ones cannot wait for what is not there yet" },
    remedy: "install kubectl (https://kubernetes.io/docs/tasks/tools)",
  },
  builder: {
    programs: ["buildah", "podman", "docker"],
    version: ["--version"],
    remedy: "install buildah, podman or docker",
  },
  moto: {
    programs: ["moto_server"],
    remedy: "install the AWS stand-in: pip install 'moto[server]'",
  },
} as const satisfies Readonly<Record<string, Need>>;

export type NeedName = keyof typeof needs;

/** A need that was looked for: where it is, or a sentence that says why it will not do. */
export type Looked =
  | { readonly path: string; readonly program: string; readonly version?: string }
  | { readonly missing: string };

const numbers = (version: string): readonly number[] => version.split(".").map(Number);

/** Whether a version is as new as another, or newer. */
export const isAtLeast = (version: string, least: string): boolean => {
  const found = numbers(version);
  for (const [i, wanted] of numbers(least).entries()) {
    const has = found[i] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
};

/** Looks for a program. Pure but for looking: nothing is changed. */
export const lookFor = async (name: NeedName): Promise<Looked> => {
  const need: Need = needs[name];
  const old: string[] = [];
  for (const program of need.programs) {
    const path = whereIs(program);
    if (path === undefined) continue;
    const version = need.version && (await versionOf(path, need.version));
    const { atLeast } = need;
    if (atLeast && version !== undefined && !isAtLeast(version, atLeast.version)) {
      const wanted = `${atLeast.version} or newer is needed: ${atLeast.because}`;
      old.push(`${program} is ${version}, and ${wanted}`);
      continue;
    }
    return { path, program, ...(version !== undefined && { version }) };
  }
  const said = old.length > 0 ? old.join("; ") : `${need.programs.join(" or ")} is not on PATH`;
  return { missing: `${said}; ${need.remedy}` };
};
