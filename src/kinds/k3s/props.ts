import type { Size } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";

interface Machines {
  /** The instance type, e.g. `"t3.medium"`. */
  readonly type: `${string}.${string}`;
  readonly count: number;
}

export interface K3sProps {
  /** The minor version of Kubernetes. */
  readonly version: `1.${number}`;
  /** Machines that hold the control plane; one alone has no one to stand in for it. */
  readonly servers: Machines;
  /** Machines that run pods. */
  readonly agents: Machines;
  /** Of each machine. @default "20GiB" */
  readonly disk?: Size;
  /** What the machines may do in the account. */
  readonly role?: Ref<"role", "">;
  /** @default "public" */
  readonly subnets?: "public" | "private";
  /** Whether Secrets are encrypted where they are stored. @default false */
  readonly secretsEncryption?: boolean;
  /** The Pod Security Standard of the namespaces. @default "baseline" */
  readonly podSecurity?: "privileged" | "baseline" | "restricted";
}
