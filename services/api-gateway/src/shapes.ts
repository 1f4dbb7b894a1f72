import { z } from "@hono/zod-openapi";
import { currency, moment, money, plainText } from "plinth-service-kit/schemas.ts";

// The contract with clients, in the words of this door; the services behind it have their own.

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

export const orderPlaced = z
  .strictObject({
    user_id: plainText(64),
    movie_id: z.uuid(),
    price: money.openapi({ description: "What the movie costs, as the client was told." }),
    currency,
  })
  .openapi("OrderPlaced");

export const order = z
  .object({
    id: z.uuid(),
    user_id: z.string(),
    movie_id: z.uuid(),
    price: money,
    currency,
    status: z.enum(["PENDING", "PROCESSED", "FAILED"]),
    reason: z.enum(["movie-not-found", "price-changed"]).nullable(),
    created_at: moment,
  })
  .openapi("Order");
