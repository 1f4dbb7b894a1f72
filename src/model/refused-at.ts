import { Refusal } from "./refusal.ts";
import type { System } from "./system.ts";

/** A refusal of what a thing says, with the place where it is declared in front. */
export const refusedAt = (system: System, id: string, says: string): Refusal => {
  const where = system.where.get(id);
  return new Refusal("model", where ? `${where.file}:${where.line}: ${says}` : says);
};
