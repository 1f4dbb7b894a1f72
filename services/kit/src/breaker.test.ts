import { expect, test } from "bun:test";
import { createBreaker } from "./breaker.ts";

function scene() {
  let nowMs = 0;
  const breaker = createBreaker({ failuresMax: 3, openMs: 1000 }, () => nowMs);
  const fail = (times: number) => {
    for (let count = 0; count < times; count += 1) breaker.failed();
  };
  return {
    breaker,
    fail,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

test("it opens after so many failures in a row, and a success in between begins the row anew", () => {
  const { breaker, fail } = scene();
  fail(2);
  breaker.succeeded();
  fail(2);
  expect(breaker.mayCall()).toBe(true);
  fail(1);
  expect(breaker.state()).toBe("open");
  expect(breaker.mayCall()).toBe(false);
});

test("after a while one call is let through to see, and the others wait for how it went", () => {
  const { breaker, fail, pass } = scene();
  fail(3);
  pass(999);
  expect(breaker.mayCall()).toBe(false);
  pass(1);
  expect([breaker.mayCall(), breaker.mayCall()]).toEqual([true, false]);
  breaker.failed();
  expect(breaker.mayCall()).toBe(false);
  pass(1000);
  expect(breaker.mayCall()).toBe(true);
  breaker.succeeded();
  expect([breaker.state(), breaker.mayCall(), breaker.mayCall()]).toEqual(["closed", true, true]);
});

test("a call that never says how it went does not keep it open for ever", () => {
  const { breaker, fail, pass } = scene();
  fail(3);
  pass(1000);
  expect(breaker.mayCall()).toBe(true);
  pass(1000);
  expect(breaker.mayCall()).toBe(true);
});
