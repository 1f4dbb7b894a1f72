import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";

export interface BucketProps {
  /** @default false */
  readonly versioning?: boolean;
  /** @default "AES256", as S3 does by itself */
  readonly encryption?: "AES256" | "aws:kms";
  /** To which storage class objects move, and when; ages count from the making of an object. */
  readonly moves?: readonly {
    readonly to: "STANDARD_IA" | "GLACIER" | "GLACIER_IR" | "DEEP_ARCHIVE";
    readonly after: Duration;
  }[];
  /** When objects are deleted. @default never */
  readonly expires?: Duration;
}

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
  terraform: none("Its resources are not written yet."),
  cost: () => [
    {
      item: "objects",
      group: "storage",
      price: "s3.gb",
      quantity: { unknown: "how much is put into it is not in the model" },
    },
  ],
  behaviour: none("The provider serves it."),
  watch: none("Its metrics are not in what `synth` writes yet."),
});
