import { type CostLine, spanOf } from "#plinth/model/cost-line.ts";
import type { Node } from "#plinth/model/system.ts";

/** The key of what the account records; the account and its first trail are free. */
export const cost = ({ props }: Node<{ readonly recordsEncryption?: "kms" }>): CostLine[] =>
  props.recordsEncryption
    ? [
        {
          item: "key for records",
          group: "keys",
          price: "kms.key",
          quantity: spanOf(1),
          note: "requests are left out: logs and buckets keep a key of theirs for a while",
        },
      ]
    : [];
