import type { Database } from "plinth-service-kit/database.ts";

/** An order that waits to be sent, or to be sent again. */
export interface Due {
  readonly order_id: string;
  readonly traceparent: string | null;
}

export interface Backlog {
  /** Orders that have never been sent. */
  readonly unsent: number;
  /** Age of the oldest of them, seconds; 0 when there is none. */
  readonly oldestSeconds: number;
  /** Orders that were sent and have not ended. */
  readonly unfinished: number;
}

/**
 * The orders that have not ended, each with when it is to be sent next. A row goes with its order's
 * end, so what the broker loses is sent again, and only what the database loses is lost.
 */
export interface Outbox {
  /**
   * Takes up to `count` that are due, for `leaseMs`: nobody else gets them until then, and if this
   * program dies somebody else gets them after.
   */
  readonly claim: (count: number, leaseMs: number) => Promise<readonly Due[]>;
  /** The broker has them: due again only if they have not ended after a long while, and then longer. */
  readonly sent: (ids: readonly string[], resendAfterMs: number) => Promise<void>;
  /** The broker does not have them: due now. */
  readonly unsent: (ids: readonly string[]) => Promise<void>;
  readonly backlog: () => Promise<Backlog>;
}

/** The longest wait is 96 times the first: once a day, where the first is a quarter of an hour. */
const factorMax = 96;

export const createOutbox = (database: Database): Outbox => ({
  claim: (count, leaseMs) =>
    database.run<Due[]>(
      (sql) => sql`update outbox set due_at = now() + ${leaseMs} * interval '1 millisecond'
        where order_id in (
          select order_id from outbox where due_at <= now()
          order by due_at limit ${count} for update skip locked
        )
        returning order_id, traceparent`,
    ),
  sent: async (ids, resendAfterMs) => {
    await database.run(
      (sql) => sql`update outbox set sends = sends + 1,
        due_at = now()
          + least(power(2, least(sends, 20)), ${factorMax}) * ${resendAfterMs} * interval '1 millisecond'
        where order_id in ${sql(ids)}`,
    );
  },
  unsent: async (ids) => {
    await database.run(
      (sql) => sql`update outbox set due_at = now() where order_id in ${sql(ids)}`,
    );
  },
  backlog: async () => {
    const [row]: {
      readonly unsent: string;
      readonly unfinished: string;
      readonly oldest: string;
    }[] = await database.read(
      (sql) => sql`select
          count(*) filter (where sends = 0) as unsent,
          count(*) filter (where sends > 0) as unfinished,
          coalesce(extract(epoch from now() - min(created_at) filter (where sends = 0)), 0) as oldest
          from outbox`,
    );
    return {
      unsent: Number(row?.unsent ?? 0),
      unfinished: Number(row?.unfinished ?? 0),
      oldestSeconds: Number(row?.oldest ?? 0),
    };
  },
});
