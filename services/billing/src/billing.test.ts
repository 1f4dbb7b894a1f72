import { expect, test } from "bun:test";
import { Problem, unavailable } from "plinth-service-kit/problem.ts";
import { Hopeless, nextOf, outcomeOf } from "./billing.ts";

const order = { price: "9.99", currency: "EUR" };

test("an order is billed at the price that was agreed to, if that is still the price", () => {
  expect(outcomeOf(order, { price: "9.99", currency: "EUR" }).status).toBe("PROCESSED");
  expect(outcomeOf(order, undefined)).toEqual({ status: "FAILED", reason: "movie-not-found" });
  for (const now of [
    { price: "9.98", currency: "EUR" },
    { price: "9.99", currency: "USD" },
  ])
    expect(outcomeOf(order, now)).toEqual({ status: "FAILED", reason: "price-changed" });
});

test("what failed is tried again with each delay once, and is dead after that", () => {
  const delaysMs = [10, 20];
  const next = (attempt: number) => nextOf(unavailable("gone"), attempt, delaysMs);
  expect([1, 2, 3, 4].map(next)).toEqual([
    { kind: "retry", delayMs: 10 },
    { kind: "retry", delayMs: 20 },
    { kind: "dead" },
    { kind: "dead" },
  ]);
  expect(nextOf(new Problem(502, "nonsense"), 1, delaysMs).kind).toBe("retry");
});

test("what can never go better is dead at once", () => {
  expect(nextOf(new Hopeless("no such order"), 1, [10])).toEqual({ kind: "dead" });
});

test("a message from somewhere else, with an attempt that is no number, is dead and not tried for ever", () => {
  for (const attempt of [Number.NaN, 0, -1, 1.5])
    expect(nextOf(unavailable("gone"), attempt, [10]).kind).toBe("dead");
});
