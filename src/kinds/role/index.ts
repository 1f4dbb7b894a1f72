import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { terraform } from "./terraform.ts";

export interface RoleProps {
  /** Who may take the role on. */
  readonly assumedBy:
    | "eks.amazonaws.com"
    | "ec2.amazonaws.com"
    | Ref<"pipeline", "">
    | {
        /** A namespace and the service account of its pods. */
        readonly pods: `${string}/${string}`;
        /** @default "pod-identity" */
        readonly by?: "pod-identity" | "irsa";
      };
  /** AWS' own policies, by name. */
  readonly managedPolicies?: readonly string[];
  /** Single actions, e.g. `autoscaling:SetDesiredCapacity`. */
  readonly actions?: readonly `${string}:${string}`[];
  /**
   * The only buckets and secrets that actions of S3 and Secrets Manager are allowed on; a database and
   * a broker stand for their secret, a server of databases for its own and those of its databases.
   * @default all of the system's in the account
   */
  readonly on?: readonly Ref<"bucket" | "secret" | "postgres" | "database" | "rabbitmq", "">[];
}

/** A cloud identity with what it may do (an IAM role). */
export const role = kind<RoleProps>()({
  name: "role",
  doc: "A cloud identity with what it may do (an IAM role).",
  in: ["aws"],
  outputs: ["arn"],
  *valid({ props: { managedPolicies = [], actions = [] } }) {
    if (managedPolicies.length + actions.length === 0) {
      yield { says: "may do nothing; write managedPolicies or actions, or leave the role out" };
    }
  },
  local: none("Nothing on this machine asks AWS for an identity."),
  kubernetes: none("Its service account comes from whatever has the role."),
  terraform,
  cost: none("IAM is free of charge."),
  behaviour: none("An identity does not use a processor."),
  watch: none("Use of roles is recorded by CloudTrail, not by a metric."),
});
