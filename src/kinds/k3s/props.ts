import type { Duration, Size } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { K3sRelease } from "./releases.ts";

interface Machines {
  /** The instance type, e.g. `"t3.medium"`; x86-64. */
  readonly type: `${string}.${string}`;
  readonly count: number;
}

export interface K3sProps {
  /** The minor version of Kubernetes. */
  readonly version: `1.${number}`;
  /** The very release, with the sum of its bytes. @default the one that Plinth knows of the version */
  readonly release?: K3sRelease;
  /** Machines that hold the control plane; one alone has no one to stand in for it. */
  readonly servers: Machines;
  /** Machines that run pods. */
  readonly agents: Machines;
  /** The root disk of each machine, gp3 and encrypted. @default "20GiB" */
  readonly disk?: Size;
  /**
   * What the machines may do in the account, besides what they must.
   * @default a role for servers and one for agents, which may do what they must and nothing else
   */
  readonly role?: Ref<"role", "">;
  /** @default "public" */
  readonly subnets?: "public" | "private";
  /** Whether Secrets are encrypted where they are stored. @default false */
  readonly secretsEncryption?: boolean;
  /** Copies of what the control plane knows (etcd). @default none; a single server then has SQLite */
  readonly snapshots?: {
    readonly to: Ref<"bucket", "">;
    /** In whole hours that divide a day, e.g. `"6h"`. */
    readonly every: Duration;
    /** How many are kept. */
    readonly keep: number;
  };
  /** The Pod Security Standard of the namespaces. @default "baseline" */
  readonly podSecurity?: "privileged" | "baseline" | "restricted";
}
