import { type CostLine, spanOf } from "#plinth/model/cost-line.ts";

/** Secrets by the month; that they are read is fractions of a cent. */
export const secretLines = (count: number): CostLine[] => [
  {
    item: "secrets",
    group: "secrets",
    price: "secrets.secret",
    quantity: spanOf(count),
    note: "reading them is 5 cents for 10,000 times",
  },
];

export const cost = (): CostLine[] => secretLines(1);
