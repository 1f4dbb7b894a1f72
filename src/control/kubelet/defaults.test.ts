import { expect, test } from "bun:test";
import { withDefaults } from "./defaults.ts";

test("a container that says nothing is restarted always and has 30 s to end", () => {
  expect(withDefaults()).toEqual({ restartPolicy: "Always", terminationGracePeriodSeconds: 30 });
});

test("a probe that says nothing, or 0, asks every 10 s and believes three failures", () => {
  const probe = {
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
  };
  const zero = {
    periodSeconds: 0,
    timeoutSeconds: 0,
    successThreshold: 0,
    failureThreshold: 0,
    initialDelaySeconds: undefined,
  };
  const spec = withDefaults({ startupProbe: {}, readinessProbe: zero, livenessProbe: undefined });
  expect(spec.startupProbe).toStrictEqual(probe);
  expect(spec.readinessProbe).toStrictEqual(probe);
  expect("livenessProbe" in spec).toBe(false);
});

test("what is written stays as written", () => {
  const livenessProbe = {
    initialDelaySeconds: 4,
    periodSeconds: 2,
    timeoutSeconds: 3,
    successThreshold: 1,
    failureThreshold: 5,
    terminationGracePeriodSeconds: 6,
  };
  const written = {
    restartPolicy: "OnFailure",
    terminationGracePeriodSeconds: 0,
    livenessProbe,
  } as const;
  expect(withDefaults(written)).toStrictEqual(written);
});
