import { expect, test } from "bun:test";
import type { Describe } from "../testing.ts";
import { complaints, localPart } from "../testing.ts";

const net = { cidr: "10.0.0.0/16", publicSubnets: [], privateSubnets: [], nat: "none" } as const;

type Alb = Parameters<
  ReturnType<ReturnType<Parameters<Describe>[0]["aws"]>["network"]>["loadBalancer"]
>[1];

const withAlb =
  (props: Partial<Alb>): Describe =>
  (s) => {
    const vpc = s.aws("eu-central-1").network("vpc", net);
    const web = vpc.eks("main", { version: "1.36" }).service("web", { command: "web", port: 80 });
    vpc.loadBalancer("alb", { routes: { "/api/*": web, "/*": web, "/": web }, ...props });
  };

test("a balancer that says little has the defaults of an ALB", () => {
  const web = { ref: "aws/vpc/main/web", kind: "service", output: "" };
  expect(localPart("aws/vpc/alb", withAlb({}))).toEqual({
    part: "door",
    rules: [
      { path: "/", to: web },
      { path: "/api/*", to: web },
      { path: "/*", to: web },
    ],
    health: {
      path: "/",
      intervalMs: 30_000,
      timeoutMs: 5_000,
      healthyThreshold: 5,
      unhealthyThreshold: 2,
      matcher: "200",
    },
    idleTimeoutMs: 60_000,
    deregistrationDelayMs: 300_000,
  });
});

const cases: readonly (readonly [string, Partial<Alb>, string])[] = [
  ["no route", { routes: {} }, 'routes is empty; write e.g. "/*"'],
  [
    "health asked for too often",
    { health: { every: "1s", timeout: "500ms" } },
    "health.every must be 5s to 300s",
  ],
  [
    "a time-out as long as the interval",
    { health: { every: "5s", timeout: "5s" } },
    "health.timeout must be shorter than health.every",
  ],
  ["hardly any idle time", { idleTimeout: "500ms" }, 'idleTimeout "500ms" must be 1s to 4000s'],
  ["a day of idle time", { idleTimeout: "1d" }, 'idleTimeout "1d" must be 1s to 4000s'],
  [
    "two hours of deregistration",
    { deregistrationDelay: "2h" },
    'deregistrationDelay "2h" must be 0s to 3600s',
  ],
  [
    "a limit for a whole request",
    { requestTimeout: "60s" },
    'requestTimeout "60s": an Application Load Balancer has none;' +
      " set idleTimeout here and a limit in the service",
  ],
];

test.each(cases)("%s is found", (_name, props, said) => {
  expect(complaints(withAlb(props))).toEqual([said]);
});
