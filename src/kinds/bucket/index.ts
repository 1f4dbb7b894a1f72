import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { toMs } from "#plinth/model/quantity.ts";
import { cost } from "./cost.ts";
import type { BucketProps } from "./props.ts";
import { terraform } from "./terraform.ts";

const dayMs = 86_400_000;

/** Storage for objects (an S3 bucket). */
export const bucket = kind<BucketProps>()({
  name: "bucket",
  doc: "Storage for objects (an S3 bucket).",
  in: ["aws"],
  outputs: ["name", "arn"],
  *valid({ props: { moves = [], expires } }) {
    const ages = [...moves.map(({ after }) => after), ...(expires === undefined ? [] : [expires])];
    for (const [i, age] of ages.entries()) {
      if (toMs(age) % dayMs !== 0) yield { says: `"${age}" must be whole days, as S3 counts them` };
      const before = ages[i - 1];
      if (before !== undefined && toMs(before) >= toMs(age)) {
        yield {
          says: `"${before}" and "${age}" are not in order; each must be later than the last`,
        };
      }
    }
  },
  local: none("Nothing is put into it on this machine: logs and state stay in the copy's folder."),
  kubernetes: none("A bucket is not an object on a cluster."),
  terraform,
  cost,
  behaviour: none("The provider serves it."),
  watch: none("Its metrics are not in what `synth` writes yet."),
});
