import type { Accepted } from "./clients.ts";

/** An order as the database has it. */
export interface Kept {
  readonly id: string;
  readonly key: string;
  readonly status: string;
  readonly charges: number;
}

/** What clients were promised beside what there is, when all has come to rest. */
export interface Facts {
  readonly accepted: readonly Pick<Accepted, "id" | "key">[];
  readonly givenUp: readonly string[];
  readonly kept: readonly Kept[];
}

/** Orders by what is wrong with them: a sentence for each. */
export const judge = ({ accepted, givenUp, kept }: Facts): readonly string[] => {
  const wrong: string[] = [];
  const byId = new Map(kept.map((order) => [order.id, order]));
  for (const { id, key } of accepted) {
    const order = byId.get(id);
    if (order === undefined) wrong.push(`lost: ${id} was accepted and is not there`);
    else if (order.key !== key) wrong.push(`mixed up: ${id} is kept under another key`);
  }
  const byKey = Map.groupBy(kept, ({ key }) => key);
  for (const [key, orders] of byKey) {
    if (orders.length > 1) wrong.push(`doubled: ${orders.length} orders of the key ${key}`);
  }
  for (const { id, status, charges } of kept) {
    if (status !== "PROCESSED") wrong.push(`half: ${id} is ${status}`);
    if (charges !== 1) wrong.push(`billed ${charges} times: ${id}`);
  }
  const sent = new Set([...accepted.map(({ key }) => key), ...givenUp]);
  for (const { id, key } of kept) {
    if (!sent.has(key)) wrong.push(`invented: nobody sent ${id}`);
  }
  return wrong;
};
