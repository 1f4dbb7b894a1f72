import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eventually } from "plinth-service-kit/testing/service.ts";
import { noShop, openShop, type Shop } from "./shop.ts";

const alien = { title: "Alien", director: "Ridley Scott", price: "9.99", currency: "EUR" };
/** The gateway's whole budget, and a little for a busy machine. */
const boundMs = 6500;

describe.skipIf(noShop !== undefined)(`outages${noShop ? `: ${noShop}` : ""}`, () => {
  let shop: Shop;
  let order: object;
  beforeAll(async () => {
    shop = await openShop();
    const { id } = (await (await shop.ask("POST", "/api/movies", alien)).json()) as { id: string };
    order = { user_id: "ripley", movie_id: id, price: "9.99", currency: "EUR" };
  }, 60_000);
  afterAll(() => shop[Symbol.asyncDispose]());

  /** Every answer while the database is away is a 503 with Retry-After, and soon. */
  const isRefusedSoon = async () => {
    for (const ask of [
      () => shop.ask("GET", "/api/movies"),
      () => shop.ask("POST", "/api/orders", order),
    ]) {
      const startMs = performance.now();
      const response = await ask();
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("1");
      expect(performance.now() - startMs).toBeLessThan(boundMs);
    }
    for (const program of ["inventory", "billing-api", "billing-worker"] as const) {
      const startMs = performance.now();
      expect([program, (await fetch(`${shop.urlOf(program)}/ready`)).status]).toEqual([
        program,
        503,
      ]);
      expect(performance.now() - startMs).toBeLessThan(boundMs);
      expect((await fetch(`${shop.urlOf(program)}/health`)).status).toBe(200);
    }
  };
  const isBack = async () => {
    for (const program of ["inventory", "billing-api", "billing-worker"] as const)
      await eventually(
        () => fetch(`${shop.urlOf(program)}/ready`),
        ({ ok }) => ok,
        15_000,
      );
    await eventually(
      () => shop.ask("GET", "/api/movies"),
      ({ ok }) => ok,
      15_000,
    );
    const response = await eventually(
      () => shop.ask("POST", "/api/orders", order),
      ({ status }) => status === 202,
      15_000,
    );
    await isProcessed(((await response.json()) as { id: string }).id);
  };
  const isProcessed = (id: string) =>
    eventually(
      async () =>
        (await (await shop.ask("GET", `/api/orders/${id}`)).json()) as { status?: string },
      ({ status }) => status === "PROCESSED",
      30_000,
    );

  test("a database that is gone is 503 in bounded time, and recovery needs no hand", async () => {
    await shop.postgres.kill();
    await isRefusedSoon();
    await shop.postgres.start();
    await isBack();
  }, 90_000);

  test("a database that says nothing any more is 503 in bounded time, too", async () => {
    await shop.postgres.hold(true);
    await isRefusedSoon();
    await shop.postgres.hold(false);
    await isBack();
  }, 90_000);

  test("with the broker gone orders are accepted, and billed when it is back", async () => {
    await shop.rabbitmq.kill();
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => shop.ask("POST", "/api/orders", order)),
    );
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await fetch(`${shop.urlOf("billing-api")}/ready`)).status).toBe(200);
    const worker = () => fetch(`${shop.urlOf("billing-worker")}/ready`);
    await eventually(worker, ({ status }) => status === 503, 5000);
    const waiting = async () => {
      const text = await (await fetch(`${shop.urlOf("billing-api")}/metrics`)).text();
      return Number(/^outbox_unsent (\d+)$/m.exec(text)?.[1]);
    };
    await eventually(waiting, (count) => count === 20, 10_000);
    await shop.rabbitmq.start();
    for (const response of responses)
      await isProcessed(((await response.json()) as { id: string }).id);
  }, 90_000);

  test("SIGTERM lets a worker end what it has begun, and everybody leaves with 0", async () => {
    const placed = await Promise.all(
      Array.from({ length: 50 }, () => shop.ask("POST", "/api/orders", order)),
    );
    const worker = shop.running("billing-worker");
    worker?.signal("SIGTERM");
    expect(await worker?.exitCode).toBe(0);
    const { signal, exitCode } = shop.running("inventory") ?? {};
    await shop.start("billing-worker");
    for (const response of placed)
      await isProcessed(((await response.json()) as { id: string }).id);
    signal?.("SIGTERM");
    expect(await exitCode).toBe(0);
    for (const program of ["billing-api", "api-gateway"] as const) {
      shop.running(program)?.signal("SIGTERM");
      expect([program, await shop.running(program)?.exitCode]).toEqual([program, 0]);
    }
  }, 60_000);
});
