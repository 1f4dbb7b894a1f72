import { z } from "@hono/zod-openapi";
import { currency, moment, money, plainText } from "plinth-service-kit/schemas.ts";

/** An order as it is placed: who wants which movie, and at what price they were told they get it. */
export const orderPlaced = z
  .strictObject({ user_id: plainText(64), movie_id: z.uuid(), price: money, currency })
  .openapi("OrderPlaced");

export const order = z
  .object({
    id: z.uuid(),
    user_id: z.string(),
    movie_id: z.uuid(),
    price: money,
    currency,
    status: z.enum(["PENDING", "PROCESSED", "FAILED"]),
    reason: z
      .enum(["movie-not-found", "price-changed"])
      .nullable()
      .openapi({ description: "Why it failed." }),
    created_at: moment,
  })
  .openapi("Order");
