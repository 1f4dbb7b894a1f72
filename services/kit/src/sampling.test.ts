import { expect, test } from "bun:test";
import { sampled } from "./sampling.ts";
import type { Carrier, Tracer } from "./tracing.ts";

/** A sampled tracer over one that counts what it is asked to record, and a clock to be set. */
const setUp = (perSecond: number) => {
  const clock = { nowMs: 0 };
  const recorded: Carrier[] = [];
  const counting: Tracer = {
    begin: (_name, _kind, parent) => {
      recorded.push(parent);
      return { carrier: { traceparent: "recorded" }, set: () => {}, end: () => {} };
    },
    close: async () => {},
  };
  const tracer = sampled(counting, perSecond, () => clock.nowMs);
  const begin = (parent: Carrier = {}) => tracer.begin("GET", "server", parent).carrier;
  return { clock, recorded, begin };
};
const parent = (flags: string) => ({
  traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-${flags}`,
});

test("so many traces begin in a second, and the others are passed on as not recorded", () => {
  const { clock, recorded, begin } = setUp(2);
  for (let i = 0; i < 5; i++) begin();
  expect(recorded).toHaveLength(2);
  expect(begin().traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
  expect(begin()).not.toEqual(begin());
  clock.nowMs = 500;
  for (let i = 0; i < 5; i++) begin();
  expect(recorded).toHaveLength(3);
});

test("whoever calls has decided: what they record is recorded, however many, and nothing else", () => {
  const { recorded, begin } = setUp(1);
  for (let i = 0; i < 5; i++) begin(parent("01"));
  expect(recorded).toHaveLength(5);
  expect(begin(parent("00"))).toEqual(parent("00"));
  expect(recorded).toHaveLength(5);
});

test("with none, none begins here", () => {
  const { clock, recorded, begin } = setUp(0);
  clock.nowMs = 10_000;
  begin();
  begin({ traceparent: "nonsense" });
  expect(recorded).toEqual([]);
});
