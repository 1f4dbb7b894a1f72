import { randomOf } from "../lib/random.ts";
import { type Ledger, placeOrders } from "./clients.ts";
import { Copy } from "./copy.ts";
import { type Happened, harm, roundLength } from "./faults.ts";
import { judge, type Kept } from "./judge.ts";
import { deadIn, makeMovie } from "./shop.ts";

/** How it is to be done. */
export interface StormOptions {
  /** So many orders are accepted before it ends. */
  readonly orders: number;
  readonly seed: number;
  readonly profile: "prod" | "dev";
  /** The longest time between two faults, ms. */
  readonly pauseMsMax: number;
  readonly signal?: AbortSignal;
  /** What happens, as it happens. */
  readonly says?: (line: string) => void;
}

/** What came of it. */
export interface Storm {
  readonly ledger: Ledger;
  readonly faults: readonly Happened[];
  /** A sentence for each order that is not as it should be. */
  readonly wrong: readonly string[];
  /** Orders that nobody was told of and that are there. */
  readonly unannounced: number;
  /** Rows that still wait to be published; messages that nobody could bill. */
  readonly left: { readonly outbox: number; readonly dead: number };
  /** From the last fault to everything ended and the copy ready again. */
  readonly settledAfterMs: number;
}

/**
 * All must have come to rest by then, ms: Kubernetes starts what fails again and again with pauses of
 * up to five minutes.
 */
const settledWithinMs = 600_000;

/** What the database answers; undefined when it does not. */
const asked = async <T>(copy: Copy, text: string): Promise<readonly T[] | undefined> => {
  await using sql = copy.billing();
  return await sql.unsafe(text).catch(() => undefined);
};

/** Waits until every order has ended and everything is ready, and does nothing else. */
const settled = async (copy: Copy, says: (line: string) => void): Promise<void> => {
  const untilMs = performance.now() + settledWithinMs;
  let shown = "";
  for (;;) {
    const [row] =
      (await asked<{ pending: number; sent: number }>(
        copy,
        `select (select count(*)::int from orders where status = 'PENDING') as pending,
                (select count(*)::int from outbox) as sent`,
      )) ?? [];
    const { state } = copy.view();
    const isDone = row?.pending === 0 && row.sent === 0 && state === "ready";
    if (isDone && (await deadIn(copy)) !== undefined) return;
    const line = `the copy is ${state}, ${row?.pending ?? "unknown"} orders are PENDING`;
    if (line !== shown) says(line);
    shown = line;
    if (performance.now() > untilMs) throw new Error(`it does not come to rest: ${line}`);
    await Bun.sleep(500);
  }
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(6)} s`;

/**
 * Places orders through the balancer of a copy while `kill -9` hits one part of it after the other,
 * and looks at what is there when all has come to rest.
 */
export const storm = async (options: StormOptions): Promise<Storm> => {
  const { orders, seed, profile, pauseMsMax, signal, says = () => {} } = options;
  says(`bringing up, profile ${profile}`);
  await using copy = await Copy.up({ profile });
  const movie = await makeMovie(copy);
  says(`ready; ${orders} orders`);
  const isPlenty = (count: number): boolean => count >= roundLength || signal?.aborted === true;
  let happened = 0;
  let accepted: Ledger["accepted"] = [];
  const isEnough = (): boolean =>
    signal?.aborted === true || (accepted.length >= orders && isPlenty(happened));
  const placing = placeOrders(
    copy,
    movie,
    (client) => randomOf(seed * 1_000_003 + 1 + client),
    (soFar) => {
      accepted = soFar.accepted;
      return isEnough();
    },
  );
  const harming = harm(
    copy,
    randomOf(seed),
    pauseMsMax,
    isEnough,
    ({ atMs, says: what, victim }) => {
      happened++;
      const whom = victim === undefined ? ": there is none now" : ` (${victim})`;
      says(`${seconds(atMs)}  kill -9 of ${what}${whom}; ${accepted.length} accepted so far`);
    },
  );
  const [ledger, faults] = await Promise.all([placing, harming]);
  const beganMs = performance.now();
  await settled(copy, says);
  const settledAfterMs = performance.now() - beganMs;
  const kept = await asked<Kept>(
    copy,
    `select id, idempotency_key as key, status,
       (select count(*)::int from charges where order_id = orders.id) as charges from orders`,
  );
  const [rows] =
    (await asked<{ outbox: number }>(copy, "select count(*)::int as outbox from outbox")) ?? [];
  const dead = await deadIn(copy);
  if (!kept || !rows || dead === undefined) throw new Error("what is kept could not be read");
  const { accepted: told, givenUp } = ledger;
  return {
    ledger,
    faults,
    wrong: judge({ accepted: told, givenUp, kept }),
    unannounced: kept.length - told.length,
    left: { outbox: rows.outbox, dead },
    settledAfterMs,
  };
};
