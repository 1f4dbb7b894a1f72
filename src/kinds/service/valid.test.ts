import { expect, test } from "bun:test";
import { complaints } from "../testing.ts";
import type { ServiceProps } from "./props.ts";

const says = (props: Partial<ServiceProps>): string[] =>
  complaints((s) => s.kubernetes("main").service("web", { command: "web", port: 80, ...props }));

test("a service that says all it can say is in order", () => {
  expect(
    says({
      env: { MODE: "quiet" },
      nodePort: 30080,
      probes: { readiness: { http: "/ready", every: "5s", successes: 2 } },
      resources: { cpu: { request: "250m" }, memory: { limit: "64MiB" } },
      rollout: { maxSurge: 1, maxUnavailable: 0, minReady: "5s" },
      scale: { min: 1, max: 3, cpu: "70%", up: { atMost: [{ pods: 1, every: "15s" }] } },
      shutdown: { grace: "45s", withdrawal: "5s", preStop: "30s" },
      spread: [{ over: "zones" }, { apart: "hosts", weight: 100 }],
      disruption: { minAvailable: 2 },
    }),
  ).toEqual([]);
});

const cases: readonly (readonly [string, Partial<ServiceProps>, string])[] = [
  ["a port of none", { port: 0 }, "port must be 1 to 65535, not 0"],
  ["a port in parts", { port: 80.5 }, "port must be 1 to 65535, not 80.5"],
  [
    "a node port outside of the range",
    { nodePort: 8080 },
    "nodePort must be 30000 to 32767, Kubernetes' range, not 8080",
  ],
  ["half a replica", { replicas: 0.5 }, "replicas must be a whole number from 0, not 0.5"],
  [
    "an autoscaler upside down",
    { scale: { min: 3, max: 2, cpu: "70%" } },
    "scale.min 3 and scale.max 2 are no range; write 1 <= min <= max",
  ],
  [
    "an autoscaler to none",
    { scale: { min: 0, max: 2, cpu: "70%" } },
    "scale.min 0 and scale.max 2 are no range; write 1 <= min <= max",
  ],
  [
    "an autoscaler that follows nothing",
    { scale: { min: 1, max: 2 } },
    "scale follows nothing; write cpu, memory or queue",
  ],
  [
    "a window over an hour",
    { scale: { min: 1, max: 2, cpu: "70%", down: { after: "2h" } } },
    'scale.down.after "2h" is over an hour, the API\'s limit',
  ],
  [
    "a limit by the hour",
    { scale: { min: 1, max: 2, cpu: "70%", up: { atMost: [{ pods: 1, every: "1h" }] } } },
    'scale.up.atMost: every "1h" is not 1s to 30m',
  ],
  [
    "a limit of nothing",
    { scale: { min: 1, max: 2, cpu: "70%", up: { atMost: [{ every: "15s" }] } } },
    "scale.up.atMost: write either pods or percent in each entry",
  ],
  [
    "a probe every half second",
    { probes: { liveness: { tcp: true, every: "500ms" } } },
    'probes.liveness.every "500ms" is not whole seconds, as the API wants',
  ],
  [
    "a probe that may never fail",
    { probes: { startup: { tcp: true, failures: 0 } } },
    "probes.startup.failures must be a whole number from 1, not 0",
  ],
  [
    "a liveness probe that must succeed twice",
    { probes: { liveness: { tcp: true, successes: 2 } } },
    "probes.liveness.successes must be 1, as the API wants",
  ],
  [
    "a probe by no command",
    { probes: { readiness: { exec: [] } } },
    "probes.readiness.exec is empty; write the words of a command",
  ],
  [
    "a grace that is all waited away",
    { shutdown: { grace: "10s", withdrawal: "5s", preStop: "5s" } },
    'shutdown.withdrawal and preStop leave nothing of the grace "10s"; make the grace longer',
  ],
  [
    "a withdrawal as long as Kubernetes' own grace",
    { shutdown: { withdrawal: "30s" } },
    'shutdown.withdrawal and preStop leave nothing of the grace "30s"; make the grace longer',
  ],
  [
    "a rollout that cannot move",
    { rollout: { maxSurge: "0%", maxUnavailable: 0 } },
    "rollout.maxSurge and rollout.maxUnavailable are both 0: nothing could change",
  ],
  [
    "half a surge",
    { rollout: { maxSurge: 0.5 } },
    "rollout.maxSurge must be a whole number from 0 or a share, not 0.5",
  ],
  [
    "a skew of nothing",
    { spread: [{ over: "zones", maxSkew: 0 }] },
    "spread[0].maxSkew must be a whole number from 1, not 0",
  ],
  [
    "a weight out of range",
    { spread: [{ over: "zones" }, { apart: "hosts", weight: 101 }] },
    "spread[1].weight must be 1 to 100, not 101",
  ],
  [
    "a weight of what is required",
    { spread: [{ apart: "hosts", strictly: "require", weight: 1 }] },
    "spread[0].weight counts for a preference; this one is required",
  ],
  [
    "half a replica that must stay",
    { disruption: { minAvailable: 0.5 } },
    "disruption.minAvailable must be a whole number from 0, not 0.5",
  ],
  [
    "a quantity that is none",
    { resources: { cpu: { request: "0.5m" } } },
    '"0.5m" is not an amount of CPU; write e.g. "100m", "2000m"',
  ],
];

test.each(cases)("%s is found", (_name, props, said) => {
  expect(says(props)).toEqual([said]);
});

test("several mistakes are told together", () => {
  expect(says({ port: 0, replicas: -1, nodePort: 1 })).toHaveLength(3);
});

test("a service that says nothing to run is found", () => {
  expect(complaints((s) => s.kubernetes("main").service("web", { port: 80 }))).toEqual([
    "neither command nor source says what to run; write one",
  ]);
});

test("a variable that names a thing instead of something of it is found", () => {
  const found = complaints((s) => {
    const main = s.kubernetes("main");
    const db = main.service("db", { command: "db", port: 5432 });
    main.service("web", { command: "web", port: 80, env: { DB: db, URL: db.url } });
  });
  expect(found).toEqual(['env.DB names "main/db" itself; write an output of it, e.g. its url']);
});
