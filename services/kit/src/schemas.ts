import { z } from "@hono/zod-openapi";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it refuses.
const saysSomething = /^[^\u0000-\u001f\u007f]*[^\u0000-\u0020\u007f][^\u0000-\u001f\u007f]*$/;

/** Text for people: not blanks alone, and no control characters: PostgreSQL cannot hold the first of them. */
export const plainText = (lengthMax: number) =>
  z
    .string()
    .min(1)
    .max(lengthMax)
    .regex(saysSomething, "write more than blanks, and no control characters");

/** An amount of money as text, for no binary fraction can hold cents. */
export const money = z
  .string()
  .regex(/^[0-9]{1,8}\.[0-9]{2}$/, 'write it with two decimals, e.g. "12.50"')
  .openapi({ examples: ["12.50"] });

/** ISO 4217. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "write the three letters of ISO 4217")
  .openapi({ examples: ["EUR"] });

/** A moment, RFC 3339. */
export const moment = z.string().openapi({ format: "date-time" });

/** How a list is asked for: so many, beginning after one. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20).openapi({ description: "At most." }),
  after: z.uuid().optional().openapi({ description: "`next` of the answer before." }),
});

/** A part of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.uuid().nullable().openapi({ description: "Where to go on; null at the end." }),
  });

/** One more than was asked for tells whether there is more. */
export function pageFrom<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
) {
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
