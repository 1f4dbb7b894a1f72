import { describe, expect, test } from "bun:test";
import { eventually } from "plinth-service-kit/testing/service.ts";
import { killAll, seeded, seedOf, shuffled } from "./crashes.ts";
import { noShop, openShop, type Shop } from "./shop.ts";

const seed = seedOf(process.env.SEED);
const rounds = Number(process.env.ROUNDS ?? 1);
const alien = { title: "Alien", director: "Ridley Scott", price: "9.99", currency: "EUR" };

interface Sent {
  readonly key: string;
  /** The id that a 202 gave; nothing where there was another answer or none. */
  readonly acceptedAs?: string;
}

interface Kept {
  readonly id: string;
  readonly status: string;
  readonly idempotency_key: string;
  /** Text, for PostgreSQL counts in 64 bits. */
  readonly charges: string;
}

/** Sends an order once, whatever comes of it. */
async function send(shop: Shop, movie_id: string): Promise<Sent> {
  const key = crypto.randomUUID();
  const order = { user_id: "ripley", movie_id, price: alien.price, currency: alien.currency };
  try {
    const response = await shop.ask("POST", "/api/orders", order, { "idempotency-key": key });
    if (response.status !== 202) return { key };
    return { key, acceptedAs: ((await response.json()) as { id: string }).id };
  } catch {
    return { key };
  }
}

/** Several clients at once, until there have been enough. */
async function sendUntil(
  isDone: () => boolean,
  shop: Shop,
  movieId: string,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const client = async () => {
    while (!isDone()) {
      const one = await send(shop, movieId);
      sent.push(one);
      // Who is refused waits, though less than Retry-After asks, so that crashes meet many orders.
      await Bun.sleep(one.acceptedAs === undefined ? 100 : 10);
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return sent;
}

describe.skipIf(noShop !== undefined)(`crashes${noShop ? `: ${noShop}` : ""}`, () => {
  test(
    `no order is lost and none is billed twice (SEED=${seed} ROUNDS=${rounds})`,
    async () => {
      await using shop = await openShop({ OUTBOX_RESEND_AFTER: "5s" });
      const { id: movieId } = (await (await shop.ask("POST", "/api/movies", alien)).json()) as {
        id: string;
      };
      const chance = seeded(seed);
      const victims = Array.from({ length: rounds }, () => shuffled(chance)).flat();
      let isDone = false;
      const killing = killAll(shop, victims, chance).finally(() => {
        isDone = true;
      });
      const [sent] = await Promise.all([sendUntil(() => isDone, shop, movieId), killing]);
      const accepted = sent.filter(({ acceptedAs }) => acceptedAs !== undefined);
      console.log(
        `seed ${seed}: ${accepted.length} of ${sent.length} accepted; ${victims.join(" ")}`,
      );
      expect(accepted.length).toBeGreaterThan(100 * rounds);

      // Everybody lives again: what was accepted must end, and by itself.
      await using sql = shop.postgres.sql("billing");
      const pending = async () =>
        Number((await sql`select count(*) as count from orders where status = 'PENDING'`)[0].count);
      await eventually(pending, (count) => count === 0, 60_000);

      const kept: Kept[] = await sql`select id, status, idempotency_key,
      (select count(*) from charges where order_id = orders.id) as charges from orders`;
      const byId = new Map(kept.map((order) => [order.id, order]));
      const lost = accepted.filter(
        ({ acceptedAs = "" }) => byId.get(acceptedAs)?.status !== "PROCESSED",
      );
      expect(lost).toEqual([]);
      // Those that were not answered are absent or whole, never half.
      expect(
        kept.filter(({ status, charges }) => status !== "PROCESSED" || charges !== "1"),
      ).toEqual([]);
      const keys = new Set(sent.map(({ key }) => key));
      expect(kept.filter(({ idempotency_key }) => !keys.has(idempotency_key))).toEqual([]);
      expect((await sql`select 1 from outbox`).length).toBe(0);
    },
    60_000 + rounds * 60_000,
  );
});
