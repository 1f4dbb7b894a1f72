import { z } from "@hono/zod-openapi";
import { Problem } from "plinth-service-kit/problem.ts";
import type { Order, Outcome } from "./orders.ts";

/** What an order is compared with: the movie as inventory has it; anything else it says is ignored. */
export const offer = z.object({ price: z.string(), currency: z.string() });
export type Offer = z.infer<typeof offer>;

/** An order is billed at the price that was agreed to, if that is still the price. */
export function outcomeOf(
  order: Pick<Order, "price" | "currency">,
  now: Offer | undefined,
): Outcome {
  if (now === undefined) return { status: "FAILED", reason: "movie-not-found" };
  const isSame = now.price === order.price && now.currency === order.currency;
  if (!isSame) return { status: "FAILED", reason: "price-changed" };
  return { status: "PROCESSED", reason: null };
}

/** It will never go better: for a person to look at. */
export class Hopeless extends Error {}

/** What is to be done with a message that failed. */
export type Next = { readonly kind: "retry"; readonly delayMs: number } | { readonly kind: "dead" };

/** @param attempt how often it was tried, this time included. */
export function nextOf(error: unknown, attempt: number, retryDelaysMs: readonly number[]): Next {
  const delayMs = retryDelaysMs[attempt - 1];
  if (error instanceof Hopeless || delayMs === undefined) return { kind: "dead" };
  return { kind: "retry", delayMs };
}

/** Whether it is only that the database does not answer: then no order can be billed at all. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Problem && error.status === 503;
