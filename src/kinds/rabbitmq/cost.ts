import { secretLines } from "#plinth/kinds/secret/cost.ts";
import { type CostLine, spanOf } from "#plinth/model/cost-line.ts";
import { type Size, toMib } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";

interface Paid {
  readonly members?: number;
  readonly storage?: Size;
}

/** Brokers run on machines that have a price; their volumes are their own, and what they share. */
export const cost = (node: Node<Paid>, system: System): CostLine[] => {
  if (system.nodes.get(node.id.split("/")[0] ?? "")?.kind !== "aws") return [];
  const { members = 1, storage } = node.props;
  return [
    ...(storage === undefined
      ? []
      : [
          {
            item: "volumes of brokers, gp3",
            group: "disk",
            price: "ebs.gp3",
            quantity: spanOf((members * toMib(storage)) / 1024),
          } as const,
        ]),
    ...secretLines(1),
  ];
};
