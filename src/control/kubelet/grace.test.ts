import { expect, test } from "bun:test";
import { withDefaults } from "./defaults.ts";
import { graceAfterDeletion, graceAfterPreStop, graceAfterProbe } from "./grace.ts";

const livenessProbe = { terminationGracePeriodSeconds: 7 };

test("a probe's own grace outranks the container's", () => {
  const spec = withDefaults({ livenessProbe, startupProbe: {} });
  expect(graceAfterProbe(spec, "liveness")).toBe(7);
  expect(graceAfterProbe(spec, "startup")).toBe(30);
});

test("a probe's own grace is not asked where the container does not come back", () => {
  const spec = withDefaults({ restartPolicy: "Never", livenessProbe });
  expect(graceAfterProbe(spec, "liveness")).toBe(30);
});

test("two seconds are always given", () => {
  const spec = withDefaults({ terminationGracePeriodSeconds: 0, livenessProbe: {} });
  expect(graceAfterProbe(spec, "liveness")).toBe(2);
  expect(graceAfterDeletion(spec, undefined)).toBe(2);
  expect(graceAfterDeletion(spec, 12)).toBe(12);
});

test("a preStop hook takes whole seconds from the grace, and leaves two", () => {
  expect(graceAfterPreStop(30, 4_999)).toBe(26);
  expect(graceAfterPreStop(30, 999)).toBe(30);
  expect(graceAfterPreStop(5, 5_000)).toBe(2);
});
