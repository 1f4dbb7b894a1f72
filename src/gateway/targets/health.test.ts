import { expect, test } from "bun:test";
import { leastOutstanding, roundRobin } from "./choose.ts";
import { afterCheck, type CheckOutcome, type Health, INITIAL } from "./health.ts";
import { statusMatcher } from "./status-matcher.ts";

const thresholds = { healthyThreshold: 3, unhealthyThreshold: 2 };
const pass: CheckOutcome = { passed: true };
const fail: CheckOutcome = { passed: false, reason: "Target.Timeout", description: "late" };

const after = (...outcomes: readonly CheckOutcome[]): Health =>
  outcomes.reduce((health, outcome) => afterCheck(health, outcome, thresholds), INITIAL);

test("a new target is healthy after one passed check", () => {
  expect(after(pass).state).toBe("healthy");
  expect(after(fail, pass).state).toBe("healthy");
});

test("a new target stays initial until enough checks in a row have failed", () => {
  expect(after(fail)).toMatchObject({ state: "initial", reason: "Elb.InitialHealthChecking" });
  expect(after(fail, fail)).toMatchObject({ state: "unhealthy", reason: "Target.Timeout" });
});

test("a healthy target becomes unhealthy only by failures in a row", () => {
  expect(after(pass, fail).state).toBe("healthy");
  expect(after(pass, fail, pass, fail).state).toBe("healthy");
  expect(after(pass, fail, fail).state).toBe("unhealthy");
});

test("an unhealthy target needs its number of passed checks in a row", () => {
  const bad = [fail, fail];
  expect(after(...bad, pass, pass).state).toBe("unhealthy");
  expect(after(...bad, pass, pass, fail, pass, pass).state).toBe("unhealthy");
  expect(after(...bad, pass, pass, pass)).toEqual({ state: "healthy", passes: 3, failures: 0 });
});

test("an unhealthy target tells the newest reason", () => {
  const refused: CheckOutcome = {
    passed: false,
    reason: "Target.FailedHealthChecks",
    description: "refused",
  };
  expect(after(fail, fail, refused)).toMatchObject({ description: "refused" });
});

test("a matcher takes codes, lists and ranges, and nothing else", () => {
  const passing = (text: string, ...codes: number[]) =>
    codes.filter((code) => statusMatcher(text)?.(code));
  expect(passing("200", 199, 200, 201)).toEqual([200]);
  expect(passing("200-399", 199, 200, 399, 400)).toEqual([200, 399]);
  expect(passing("200, 302", 200, 301, 302)).toEqual([200, 302]);
  for (const text of ["", "2xx", "200-", "200;302", "20"])
    expect(statusMatcher(text)).toBeUndefined();
});

test("targets take turns, and one that was tried is passed over", () => {
  expect([0, 1, 2, 3].map((turn) => roundRobin(["a", "b", "c"], turn, []))).toEqual([0, 1, 2, 0]);
  expect(roundRobin(["a", "b", "c"], 0, ["a", "b"])).toBe(2);
  expect(roundRobin(["a"], 5, ["a"])).toBe(-1);
  expect(roundRobin([], 0, [])).toBe(-1);
});

test("the least busy target is taken, and equals take turns", () => {
  const [a, b, c] = [{ inFlight: 2 }, { inFlight: 1 }, { inFlight: 1 }];
  expect(leastOutstanding([a, b, c], 0, [])).toBe(1);
  expect(leastOutstanding([a, b, c], 2, [])).toBe(2);
  expect(leastOutstanding([a, b, c], 0, [b, c])).toBe(0);
});
