import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import { cost } from "./cost.ts";
import { terraform } from "./terraform.ts";

export interface SecretProps {
  /** How often it is replaced. @default never */
  readonly rotate?: Duration;
}

const dayMs = 86_400_000;

/** A value that only those know who use it (AWS Secrets Manager); it is made, never written down. */
export const secret = kind<SecretProps>()({
  name: "secret",
  doc: "A value that only those know who use it (AWS Secrets Manager).",
  in: ["aws"],
  outputs: ["value"],
  secretOutputs: ["value"],
  *valid({ props: { rotate } }) {
    if (rotate !== undefined && toMs(rotate) % dayMs !== 0) {
      yield { says: `rotate "${rotate}" must be whole days, as Secrets Manager counts them` };
    }
  },
  local: () => [{ part: "secret" }],
  kubernetes: none("A `secret-reader` brings it to the cluster that uses it."),
  terraform,
  cost,
  behaviour: none("The provider serves it."),
  watch: none("Use of secrets is recorded by CloudTrail, not by a metric."),
});
