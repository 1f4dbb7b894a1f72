import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import { cost } from "./cost.ts";
import { terraform } from "./terraform.ts";

export interface StateBackendProps {
  /** What keeps two writers apart: S3's own lock file, or a DynamoDB table (deprecated). */
  readonly lock: "s3" | "dynamodb";
  readonly versioning: boolean;
  readonly encryption: "AES256" | "aws:kms";
  /** How long versions are kept that are no longer current. */
  readonly oldVersions: Duration;
  /** A second region that holds a copy. @default none */
  readonly replicatedTo?: `${string}-${string}-${number}`;
}

/** Where Terraform keeps its state (an S3 bucket). */
export const stateBackend = kind<StateBackendProps>()({
  name: "state-backend",
  doc: "Where Terraform keeps its state (an S3 bucket).",
  in: ["aws"],
  outputs: [],
  *valid({ props: { oldVersions } }) {
    if (toMs(oldVersions) % 86_400_000 !== 0) {
      yield { says: `oldVersions "${oldVersions}" must be whole days, as S3 expires them` };
    }
  },
  local: none("Terraform does not run in `up`, so there is no state to keep."),
  kubernetes: none("A bucket is not an object on a cluster."),
  terraform,
  cost,
  behaviour: none("The provider serves it."),
  watch: none("A state bucket has no metric worth an alert."),
});
