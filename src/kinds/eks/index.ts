import { watch } from "#plinth/kinds/kubernetes/watch.ts";
import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { knownWord } from "#plinth/model/known-word.ts";
import { systemNamespace } from "#plinth/model/on-cluster.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { cost } from "./cost.ts";
import { terraform } from "./terraform.ts";

/** Minor versions that EKS has offered. Which of them are alive is for `check` to say. */
export type EksVersion =
  | "1.28"
  | "1.29"
  | "1.30"
  | "1.31"
  | "1.32"
  | "1.33"
  | "1.34"
  | "1.35"
  | "1.36";

/** The same at run time; the compiler holds both to each other. */
const eksVersions = Object.keys({
  "1.28": true,
  "1.29": true,
  "1.30": true,
  "1.31": true,
  "1.32": true,
  "1.33": true,
  "1.34": true,
  "1.35": true,
  "1.36": true,
} satisfies Record<EksVersion, true>);

export interface EksProps {
  readonly version: EksVersion;
  /**
   * Whether AWS may keep the cluster on a version past its standard support, at six times the price.
   * @default "standard"
   */
  readonly support?: "standard" | "extended";
  /** What the control plane may do in the account. */
  readonly role?: Ref<"role", "">;
  /** Who reaches the API server. @default "public-and-private" */
  readonly endpoint?: "public" | "public-and-private" | "private";
  /** Envelope encryption of Secrets with a KMS key. @default none */
  readonly secretsEncryption?: "kms";
  /** The Pod Security Standard of the namespaces. @default "baseline" */
  readonly podSecurity?: "privileged" | "baseline" | "restricted";
  /** Control plane logs that are kept. @default none */
  readonly logs?: readonly (
    | "api"
    | "audit"
    | "authenticator"
    | "controllerManager"
    | "scheduler"
  )[];
  /** Besides vpc-cni, coredns and kube-proxy, which every cluster has. */
  readonly addons?: readonly (
    | "aws-ebs-csi-driver"
    | "metrics-server"
    | "eks-pod-identity-agent"
    | "amazon-cloudwatch-observability"
  )[];
}

/** A Kubernetes cluster whose control plane AWS runs. */
export const eks = kind<EksProps>()({
  name: "eks",
  doc: "A Kubernetes cluster whose control plane AWS runs.",
  in: ["network"],
  outputs: ["endpoint"],
  *valid({ props: { version } }) {
    yield* knownWord("version", version, eksVersions.toReversed());
  },
  local: () => [{ part: "place" }],
  kubernetes: ({ props: { podSecurity = "baseline", version } }, system) => [
    systemNamespace(system, podSecurity, version),
  ],
  terraform,
  cost,
  behaviour: none("The control plane is run by AWS; Plinth does its part in `up` itself."),
  watch,
});
