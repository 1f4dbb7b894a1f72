import type { z } from "@hono/zod-openapi";
import type { Database } from "plinth-service-kit/database.ts";
import { Problem } from "plinth-service-kit/problem.ts";
import type { order, orderPlaced } from "./shapes.ts";

export type Order = z.infer<typeof order>;
export type OrderPlaced = z.infer<typeof orderPlaced>;

/** What became of an order. */
export type Outcome =
  | { readonly status: "PROCESSED"; readonly reason: null }
  | { readonly status: "FAILED"; readonly reason: NonNullable<Order["reason"]> };

/** An order as the database gives it. */
type Row = Omit<Order, "created_at"> & { readonly created_at: Date };

const asOrder = (row: Row): Order => ({ ...row, created_at: row.created_at.toISOString() });

/** What comes with an order besides its content. */
export interface Placing {
  /** The same key and the same content is the same order. @default every call is a new one */
  readonly idempotencyKey: string | undefined;
  readonly traceparent: string | undefined;
}

/** The orders. Everything here throws Problem 503 when the database does not answer. */
export interface Orders {
  /**
   * Keeps an order and what sends it on, both or neither: when this resolves it is accepted.
   * @throws Problem 409 when the key was used for another order.
   */
  readonly accept: (placed: OrderPlaced, placing: Placing) => Promise<Order>;
  readonly get: (id: string) => Promise<Order | undefined>;
  /** Up to `count`, oldest first, from the one after `after` on; of one user, or of all. */
  readonly list: (
    count: number,
    after: string | undefined,
    userId: string | undefined,
  ) => Promise<readonly Order[]>;
  /**
   * Ends a pending order and bills it, both or neither; nothing happens to one that has ended before.
   * @returns whether this call was the one that ended it.
   */
  readonly finish: (id: string, outcome: Outcome) => Promise<boolean>;
}

/** What every version 7 identifier comes after. */
const first = "00000000-0000-0000-0000-000000000000";

/** @param newId makes identifiers that grow with time, so that their order is that of placing. */
export function createOrders(database: Database, newId: () => string): Orders {
  const sameKey = async (placed: OrderPlaced, key: string): Promise<Order> => {
    const { user_id, movie_id, price, currency } = placed;
    // What is the same is the database's to say: "07.50" is 7.50, and a UUID may be in capitals.
    const [row]: Row[] = await database.read(
      (sql) => sql`select id, user_id, movie_id, price, currency, status, reason, created_at
        from orders where user_id = ${user_id} and idempotency_key = ${key}
        and movie_id = ${movie_id} and price = ${price} and currency = ${currency}`,
    );
    if (!row) throw new Problem(409, "this Idempotency-Key was used for another order");
    return asOrder(row);
  };
  return {
    accept: async (placed, { idempotencyKey, traceparent }) => {
      const { user_id, movie_id, price, currency } = placed;
      // One statement is one transaction, and one way to the server and back.
      const [row]: Row[] = await database.run(
        (sql) => sql`with made as (
            insert into orders (id, user_id, movie_id, price, currency, idempotency_key)
            values (${newId()}, ${user_id}, ${movie_id}, ${price}, ${currency},
              ${idempotencyKey ?? null})
            on conflict (user_id, idempotency_key) do nothing
            returning id, user_id, movie_id, price, currency, status, reason, created_at
          ), queued as (
            insert into outbox (order_id, traceparent) select id, ${traceparent ?? null} from made
          )
          select * from made`,
      );
      return row === undefined ? sameKey(placed, idempotencyKey ?? "") : asOrder(row);
    },
    get: async (id) => {
      const [row]: Row[] = await database.read(
        (sql) => sql`select id, user_id, movie_id, price, currency, status, reason, created_at
          from orders where id = ${id}`,
      );
      return row && asOrder(row);
    },
    list: async (count, after = first, userId = undefined) => {
      const rows: Row[] = await database.read((sql) =>
        userId === undefined
          ? sql`select id, user_id, movie_id, price, currency, status, reason, created_at
              from orders where id > ${after} order by id limit ${count}`
          : sql`select id, user_id, movie_id, price, currency, status, reason, created_at
              from orders where user_id = ${userId} and id > ${after} order by id limit ${count}`,
      );
      return rows.map(asOrder);
    },
    finish: async (id, { status, reason }) => {
      const rows: unknown[] = await database.run(
        (sql) => sql`with done as (
            update orders set status = ${status}, reason = ${reason}, finished_at = now()
            where id = ${id} and status = 'PENDING'
            returning id, price, currency, status
          ), charged as (
            insert into charges (order_id, amount, currency)
            select id, price, currency from done where status = 'PROCESSED'
          ), settled as (
            delete from outbox where order_id = ${id}
          )
          select id from done`,
      );
      return rows.length > 0;
    },
  };
}
