import { type CostLine, spanOf, times } from "#plinth/model/cost-line.ts";
import type { Node } from "#plinth/model/system.ts";

/** A state is some hundred kilobytes, and there are some dozen versions of it: an allowance. */
const gb = spanOf(0.001, 0.1, 0.01);

export const cost = ({ props }: Node<{ readonly replicatedTo?: string }>): CostLine[] => [
  {
    item: "Terraform's state",
    group: "state",
    price: "s3.gb",
    quantity: times(gb, props.replicatedTo === undefined ? 1 : 2),
    note: "requests and locks are fractions of a cent",
  },
];
