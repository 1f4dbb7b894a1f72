import type { Random } from "../lib/random.ts";
import type { Copy } from "./copy.ts";

/** What every movie here costs. */
export const price = { price: "9.99", currency: "EUR" } as const;

/** An order that was answered with 202. */
export interface Accepted {
  readonly key: string;
  readonly id: string;
  /** Since the first order. */
  readonly atMs: number;
}

/** What clients know, which is all that anybody promised them. */
export interface Ledger {
  readonly accepted: Accepted[];
  /** Keys of orders that were refused or not answered, and then not asked for again. */
  readonly givenUp: string[];
  /** How often each status came; 0 is no answer. */
  readonly answers: Map<number, number>;
}

/** So many clients place orders, each one after the other. */
const clients = 16;

/** After a refusal a client waits so long; less than Retry-After asks, so that faults meet many, ms. */
const pauseMs = 100;

/** One in so many clients does not ask again after a refusal. */
const oneInGivesUp = 3;

/** The status and, of a 202, the order's id. */
const place = async (copy: Copy, movie: string, key: string): Promise<[number, string?]> => {
  const order = { user_id: "ripley", movie_id: movie, ...price };
  try {
    const answer = await copy.ask("POST", "/api/orders", order, { "idempotency-key": key });
    const text = await answer.text();
    if (answer.status !== 202) return [answer.status];
    return [202, (JSON.parse(text) as { id: string }).id];
  } catch {
    return [0];
  }
};

/**
 * Places orders until it is enough. Clients have an `Idempotency-Key` for each, and ask again with it
 * after a refusal, or give up: both must end well.
 */
export const placeOrders = async (
  copy: Copy,
  movie: string,
  randomOfClient: (client: number) => Random,
  isEnough: (ledger: Ledger) => boolean,
): Promise<Ledger> => {
  const ledger: Ledger = {
    accepted: [],
    givenUp: [],
    answers: new Map(),
  };
  const beganMs = performance.now();
  const client = async (random: Random): Promise<void> => {
    let key: string | undefined;
    while (key !== undefined || !isEnough(ledger)) {
      key ??= crypto.randomUUID();
      const [status, id] = await place(copy, movie, key);
      ledger.answers.set(status, (ledger.answers.get(status) ?? 0) + 1);
      if (id !== undefined) {
        ledger.accepted.push({ key, id, atMs: performance.now() - beganMs });
        key = undefined;
        continue;
      }
      if (random.below(oneInGivesUp) === 0 || isEnough(ledger)) {
        ledger.givenUp.push(key);
        key = undefined;
      }
      await Bun.sleep(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, i) => client(randomOfClient(i))));
  return ledger;
};
