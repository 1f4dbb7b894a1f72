import { expect, test } from "bun:test";
import { localPart } from "../testing.ts";
import type { ServiceProps } from "./props.ts";

const part = (props: Partial<ServiceProps>): unknown =>
  localPart("main/web", (s) =>
    s.kubernetes("main").service("web", { command: ["web"], port: 80, ...props }),
  );

test("a service that says little is a Deployment with Kubernetes' defaults", () => {
  expect(part({})).toEqual({
    part: "workload",
    command: ["web"],
    env: {},
    ports: [{ name: "http", containerPort: 80 }],
    replicas: 1,
    probes: {},
    restartPolicy: "Always",
    terminationGraceS: 30,
    maxSurge: "25%",
    maxUnavailable: "25%",
    minReadyS: 0,
  });
});

test("a command in one text goes to the shell, and is replaced by what it runs", () => {
  expect(part({ command: "web --port $(PORT)" })).toHaveProperty("command", [
    "/bin/sh",
    "-c",
    "exec web --port $(PORT)",
  ]);
});

test("a probe has what was written, and leaves the rest to the API's defaults", () => {
  const probes = {
    startup: { http: "/health", every: "1s", failures: 30 },
    readiness: { tcp: true, delay: "2s", timeout: "3s", successes: 2 },
    liveness: { exec: ["check", "it"], port: "ignored" },
  } as const;
  expect(part({ probes })).toHaveProperty("probes", {
    startup: {
      action: { http: { path: "/health", port: "http" } },
      periodSeconds: 1,
      failureThreshold: 30,
    },
    readiness: {
      action: { tcp: { port: "http" } },
      initialDelaySeconds: 2,
      timeoutSeconds: 3,
      successThreshold: 2,
    },
    liveness: { action: { exec: { command: ["check", "it"] } } },
  });
});

test("an autoscaler is in autoscaling/v2's words", () => {
  const scale = {
    min: 3,
    max: 10,
    cpu: "70%",
    memory: "80%",
    up: { atMost: [{ pods: 4, every: "15s" }], select: "min" },
    down: { after: "5m", atMost: [{ percent: "50%", every: "5m" }] },
  } as const;
  expect(part({ scale })).toHaveProperty("scale", {
    minReplicas: 3,
    maxReplicas: 10,
    metrics: [
      { resource: "cpu", utilizationPercent: 70 },
      { resource: "memory", utilizationPercent: 80 },
    ],
    scaleUp: { selectPolicy: "Min", policies: [{ type: "Pods", value: 4, periodS: 15 }] },
    scaleDown: {
      stabilizationS: 300,
      policies: [{ type: "Percent", value: 50, periodS: 300 }],
    },
  });
});

test("requests, limits and the stop carry their units", () => {
  const resources = {
    cpu: { request: "250m", limit: "500m" },
    memory: { request: "128MiB", limit: "1GiB" },
  } as const;
  expect(part({ resources, shutdown: { grace: "45s", preStop: "5s" } })).toMatchObject({
    cpuRequestMilli: 250,
    cpuLimitMilli: 500,
    memoryRequestMib: 128,
    memoryLimitMib: 1024,
    terminationGraceS: 45,
    preStop: { sleepS: 5 },
  });
});

test("a withdrawal is for clusters: here nothing is waited before the request to stop", () => {
  expect(part({ shutdown: { withdrawal: "5s" } })).not.toHaveProperty("preStop");
});

test("a queue is followed by its broker's id and its own name, so many messages a replica", () => {
  const part = localPart("main/web", (s) => {
    const main = s.kubernetes("main");
    const of = main.rabbitmq("orders", { version: "4.2" });
    const queue = { of, name: "jobs", perReplica: 5 };
    main.service("web", { command: ["web"], port: 80, scale: { min: 1, max: 3, queue } });
  });
  expect(part).toHaveProperty("scale.metrics", [
    { queue: { server: "main/orders", name: "jobs" }, averageValue: 5 },
  ]);
});
