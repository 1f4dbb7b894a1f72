import type { Carrier } from "plinth-service-kit/tracing.ts";
import { Hopeless, isOutage, type Offer, outcomeOf } from "./billing.ts";
import type { Orders } from "./orders.ts";

export interface SettlePorts {
  readonly orders: Orders;
  /** The movie as inventory has it, undefined where it has none; rejects when inventory cannot say. */
  readonly offerOf: (
    movieId: string,
    requestId: string,
    carrier: Carrier,
  ) => Promise<Offer | undefined>;
  readonly wait: (delayMs: number) => Promise<unknown>;
}

/** How long a worker waits for its database before it asks again. */
const outageMs = 500;

/**
 * Ends an order, if it has not ended before.
 * @returns what became of it, in a word.
 * @throws when it cannot be said what is to become of it, and Problem 503 of the database only when stopped.
 */
export async function settle(
  { orders, offerOf, wait }: SettlePorts,
  id: string,
  carrier: Carrier,
  isStopped: () => boolean,
): Promise<"processed" | "failed" | "duplicate"> {
  /** Without its database a worker has nothing better to do than to wait for it. */
  const inOutage = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!isOutage(error) || isStopped()) throw error;
        await wait(outageMs);
      }
    }
  };
  const order = await inOutage(() => orders.get(id));
  if (order === undefined) throw new Hopeless("there is no such order");
  if (order.status !== "PENDING") return "duplicate";
  const outcome = outcomeOf(order, await offerOf(order.movie_id, id, carrier));
  const isOurs = await inOutage(() => orders.finish(id, outcome));
  if (!isOurs) return "duplicate";
  return outcome.status === "PROCESSED" ? "processed" : "failed";
}
