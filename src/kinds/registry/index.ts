import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { cost } from "./cost.ts";
import { terraform } from "./terraform.ts";

export interface RegistryProps {
  /** Amazon's registry in the account's region, or Docker Hub. */
  readonly host: "ecr" | "docker.io";
  readonly scanOnPush?: boolean;
  /** How many images are kept; none: all. */
  readonly keep?: number;
}

/** Where images are pushed to and pulled from. */
export const registry = kind<RegistryProps>()({
  name: "registry",
  doc: "Where images are pushed to and pulled from.",
  in: ["aws", "system"],
  outputs: ["url"],
  *valid({ parent, props: { host, keep } }) {
    if (host === "ecr" && parent === "") yield { says: "ECR stands in a region: make it in aws" };
    if (keep !== undefined && (!Number.isInteger(keep) || keep < 1)) {
      yield { says: `keep must be a whole number from 1, not ${keep}` };
    }
  },
  local: none("Programs run from their source here; no image is built or pulled."),
  kubernetes: none("A registry is not an object on a cluster."),
  terraform,
  cost,
  behaviour: none("The provider serves it."),
  watch: none("Findings of image scans are events, not metrics."),
});
