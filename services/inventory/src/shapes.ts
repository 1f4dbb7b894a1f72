import { z } from "@hono/zod-openapi";
import { currency, moment, money, plainText } from "plinth-service-kit/schemas.ts";

/** A movie as it is written: everything that a client decides. */
export const movieWritten = z
  .strictObject({ title: plainText(200), director: plainText(200), price: money, currency })
  .openapi("MovieWritten");

export const movie = z
  .object({
    id: z.uuid(),
    title: z.string(),
    director: z.string(),
    price: money,
    currency,
    created_at: moment,
  })
  .openapi("Movie");
