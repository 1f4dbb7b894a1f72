import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eventually } from "plinth-service-kit/testing/service.ts";
import { noShop, openShop, type Shop } from "./shop.ts";

interface Movie {
  readonly id: string;
  readonly price: string;
}
interface Order {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
}

const alien = { title: "Alien", director: "Ridley Scott", price: "9.99", currency: "EUR" };
const agreed = { user_id: "ripley", price: alien.price, currency: alien.currency };

describe.skipIf(noShop !== undefined)(
  `the shop with real servers${noShop ? `: ${noShop}` : ""}`,
  () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await openShop();
    }, 60_000);
    afterAll(() => shop[Symbol.asyncDispose]());

    const makeMovie = async () =>
      (await (await shop.ask("POST", "/api/movies", alien)).json()) as Movie;
    const orderAt = async (location: string | null) =>
      (await (await shop.ask("GET", location ?? "")).json()) as Order;
    const place = async (order: object, headers: Readonly<Record<string, string>> = {}) => {
      const response = await shop.ask("POST", "/api/orders", order, headers);
      expect(response.status).toBe(202);
      const order_ = (await response.json()) as Order;
      expect(response.headers.get("location")).toBe(`/api/orders/${order_.id}`);
      return order_;
    };
    const ended = ({ id }: Order) =>
      eventually(
        () => orderAt(`/api/orders/${id}`),
        ({ status }) => status !== "PENDING",
        15_000,
      );

    test("a movie is made, found, listed, replaced and deleted", async () => {
      const made = await shop.ask("POST", "/api/movies", alien);
      expect(made.status).toBe(201);
      const movie = (await made.json()) as Movie;
      const path = `/api/movies/${movie.id}`;
      expect(made.headers.get("location")).toBe(path);
      expect(movie).toMatchObject(alien);
      const got = await shop.ask("GET", path);
      const told = (await shop.ask("HEAD", path)).headers.get("content-length");
      expect(told).toBe(got.headers.get("content-length"));
      expect(await got.json()).toEqual(movie);
      const list = (await (await shop.ask("GET", "/api/movies?limit=100")).json()) as {
        items: Movie[];
      };
      expect(list.items).toContainEqual(movie);
      const replaced = await shop.ask("PUT", path, { ...alien, price: "5.00" });
      expect(await replaced.json()).toEqual({ ...movie, price: "5.00" });
      expect((await shop.ask("DELETE", path)).status).toBe(204);
      expect((await shop.ask("GET", path)).status).toBe(404);
      expect((await shop.ask("PUT", path, alien)).status).toBe(404);
    });

    test("lists come in pages that follow each other without a gap", async () => {
      for (let count = 0; count < 3; count += 1) await makeMovie();
      const seen: string[] = [];
      for (let after: string | null = ""; after !== null; ) {
        const query: string = after === "" ? "" : `&after=${after}`;
        const page = await (await shop.ask("GET", `/api/movies?limit=2${query}`)).json();
        const { items, next } = page as { items: Movie[]; next: string | null };
        expect(items.length).toBeLessThanOrEqual(2);
        seen.push(...items.map(({ id }) => id));
        after = next;
      }
      expect(seen.length).toBeGreaterThanOrEqual(3);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual([...seen].sort());
    });

    test("an order at the movie's price is processed, and charged once", async () => {
      const movie = await makeMovie();
      const order = await place({ ...agreed, movie_id: movie.id });
      expect(order.status).toBe("PENDING");
      expect(await ended(order)).toMatchObject({ status: "PROCESSED", reason: null });
      await using sql = shop.postgres.sql("billing");
      const charges = await sql`select amount, currency from charges where order_id = ${order.id}`;
      expect([...charges]).toEqual([{ amount: "9.99", currency: "EUR" }]);
      expect((await sql`select * from outbox where order_id = ${order.id}`).length).toBe(0);
    });

    test("an order of a movie that is not there, or costs something else, fails and is not charged", async () => {
      const movie = await makeMovie();
      const gone = await place({ ...agreed, movie_id: Bun.randomUUIDv7() });
      const cheap = await place({ ...agreed, movie_id: movie.id, price: "0.01" });
      expect(await ended(gone)).toMatchObject({ status: "FAILED", reason: "movie-not-found" });
      expect(await ended(cheap)).toMatchObject({ status: "FAILED", reason: "price-changed" });
      await using sql = shop.postgres.sql("billing");
      const charges =
        await sql`select * from charges where order_id in ${sql([gone.id, cheap.id])}`;
      expect(charges.length).toBe(0);
    });

    test("the same key is the same order, and another order under it is refused", async () => {
      const movie = await makeMovie();
      const order = { ...agreed, movie_id: movie.id };
      const key = { "idempotency-key": crypto.randomUUID() };
      const both = await Promise.all([place(order, key), place(order, key)]);
      expect(both[0].id).toBe(both[1].id);
      const other = await shop.ask("POST", "/api/orders", { ...order, price: "1.00" }, key);
      expect(other.status).toBe(409);
      expect((await place({ ...order, user_id: "dallas" }, key)).id).not.toBe(both[0].id);
      const written = { ...order, movie_id: movie.id.toUpperCase(), price: `0${order.price}` };
      expect((await place(written, key)).id).toBe(both[0].id);
    });

    test("writes and orders need the token, movies can be read without", async () => {
      const ask = (method: string, path: string) =>
        fetch(shop.urlOf("api-gateway") + path, {
          method,
          headers: { authorization: "Bearer wrong" },
        });
      expect((await ask("GET", "/api/movies")).status).toBe(200);
      for (const [method, path] of [
        ["POST", "/api/movies"],
        ["PUT", "/api/movies/x"],
        ["DELETE", "/api/movies/x"],
        ["POST", "/api/orders"],
        ["GET", "/api/orders"],
        ["GET", "/api/orders/x"],
      ] as const) {
        const response = await ask(method, path);
        expect([method, path, response.status]).toEqual([method, path, 401]);
        expect(response.headers.get("content-type")).toBe("application/problem+json");
        expect(response.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
      }
      // Behind the door the same holds, for whoever gets there without it.
      expect((await fetch(`${shop.urlOf("inventory")}/movies`, { method: "POST" })).status).toBe(
        401,
      );
      expect((await fetch(`${shop.urlOf("billing-api")}/orders`)).status).toBe(401);
    });

    test("what cannot be billed is tried again with delays, then shows in the dead-letter queue", async () => {
      const depth = async () => {
        const text = await (await fetch(`${shop.urlOf("billing-worker")}/metrics`)).text();
        return Number(/^orders_dead_messages (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
      };
      const before = await eventually(depth, Number.isFinite, 10_000);
      await shop.kill("inventory");
      const order = await place({ ...agreed, movie_id: Bun.randomUUIDv7() });
      await eventually(depth, (dead) => dead === before + 1, 30_000);
      expect((await orderAt(`/api/orders/${order.id}`)).status).toBe("PENDING");
      const tries = shop.running("billing-worker")?.lines.filter(({ id }) => id === order.id);
      expect(tries?.map(({ event }) => event)).toEqual([
        ...Array.from({ length: 4 }, () => "order retry"),
        "order dead",
      ]);
      await shop.start("inventory");
    }, 60_000);
  },
);
