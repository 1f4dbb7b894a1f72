import type { Duration, Size } from "#plinth/model/quantity.ts";

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
  /** How much is put into it in a month, for its price. @default not said, so its price is unknown */
  readonly perMonth?: Size;
}
