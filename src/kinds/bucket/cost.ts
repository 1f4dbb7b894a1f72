import { type CostLine, spanOf } from "#plinth/model/cost-line.ts";
import { toMib, toMs } from "#plinth/model/quantity.ts";
import type { Node } from "#plinth/model/system.ts";
import type { BucketProps } from "./props.ts";

const daysPerMonth = 365 / 12;

/** What lies in a bucket, once as much goes out of it as comes in. */
export const cost = ({ props }: Node<BucketProps>): CostLine[] => {
  const { perMonth, expires, moves = [] } = props;
  const unknown =
    perMonth === undefined
      ? "nothing says how much is put into it (perMonth)"
      : expires === undefined
        ? "it only ever grows, for nothing says when objects go (expires)"
        : undefined;
  if (unknown !== undefined || perMonth === undefined || expires === undefined) {
    return [
      { item: "objects", group: "storage", price: "s3.gb", quantity: { unknown: `${unknown}` } },
    ];
  }
  // Counted as Standard throughout: other classes are cheaper by the gigabyte, and bill the move.
  const gb = (toMib(perMonth) / 1024) * (toMs(expires) / 86_400_000 / daysPerMonth);
  return [
    {
      item: "objects",
      group: "storage",
      price: "s3.gb",
      quantity: spanOf(0, gb, gb),
      ...(moves.length > 0 && { note: "as if none moved to a cheaper class" }),
    },
  ];
};
