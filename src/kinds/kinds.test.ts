/** What the smaller kinds complain about; those with more to say have a test in their folder. */
import { expect, test } from "bun:test";
import { complaints, type Describe, localPart } from "./testing.ts";

const inNetwork = (
  describe: (vpc: ReturnType<ReturnType<Parameters<Describe>[0]["aws"]>["network"]>) => void,
): string[] =>
  complaints((s) =>
    describe(
      s.aws("eu-central-1").network("vpc", {
        cidr: "10.0.0.0/16",
        publicSubnets: [],
        privateSubnets: [],
        nat: "none",
      }),
    ),
  );

test("an alarm below nothing is found", () => {
  const found = complaints((s) => {
    const aws = s.aws("eu-central-1");
    const images = aws.registry("images", { host: "ecr" });
    aws.alarm("errors", { of: images, metric: "5xx-rate", above: -1, for: "5m" });
  });
  expect(found).toEqual(["above must not be negative, not -1"]);
});

test("a gateway's port and idle time are checked, and its routes", () => {
  const found = complaints((s) =>
    s.kubernetes("main").gateway("web", { routes: {}, port: 70_000 }),
  );
  expect(found).toEqual(['routes is empty; write e.g. "/*"', "port must be 1 to 65535, not 70000"]);
});

test("a gateway is a door on the port that is asked for", () => {
  const part = localPart("main/web", (s) => {
    const main = s.kubernetes("main");
    const app = main.service("app", { command: "app", port: 80 });
    main.gateway("web", { routes: { "/*": app }, port: 8080, idleTimeout: "10s" });
  });
  expect(part).toMatchObject({ part: "door", port: 8080, idleTimeoutMs: 10_000 });
});

test("the metrics server is not asked for what it does not know", () => {
  const found = complaints((s) => {
    const aws = s.aws("eu-central-1");
    const images = aws.registry("images", { host: "ecr" });
    aws.monitoring("figures", {
      collects: [
        { from: images, by: "metrics-server", metrics: ["cpu", "rate"] },
        { from: images, by: "prometheus", metrics: ["rate", "jobs_done_total", "user sessions"] },
      ],
      logs: "36h",
    });
  });
  expect(found).toEqual([
    'collects "rate" of "aws/images" by metrics-server, which knows only cpu and memory;' +
      " use prometheus",
    'collects "user sessions" of "aws/images" by prometheus, which wants rate, errors, latency,' +
      " connections or the name of a metric",
    'logs "36h" must be whole days, as CloudWatch keeps them',
  ]);
});

test("an autoscaler of no machines is found", () => {
  const found = inNetwork((vpc) =>
    vpc.eks("main", { version: "1.36" }).nodeAutoscaler("autoscaler", { groups: [] }),
  );
  expect(found).toEqual(["groups is empty; name the machines it may add"]);
});

test("a pipeline without stages, and a stage that ends before it begins, are found", () => {
  const pipeline = (minutes: readonly [number, number][]): string[] =>
    complaints((s) =>
      s.pipeline("delivery", {
        engine: "github-actions",
        on: { push: "main" },
        stages: minutes.map((each) => ({ name: "test", does: ["test"], minutes: each })),
        deploys: [],
        delivery: "push",
      }),
    );
  expect(pipeline([[1, 2]])).toEqual([]);
  expect(pipeline([])).toEqual(["stages is empty; write at least one"]);
  expect(pipeline([[3, 2]])).toEqual(['stage "test" takes 3 to 2 minutes, which is no range']);
});

test("an engine that a pipeline names twice is found", () => {
  const found = complaints((s) =>
    s.pipeline("delivery", {
      engine: ["gitlab-ci", "gitlab-ci"],
      on: { push: "main" },
      stages: [{ name: "test", does: ["test"], minutes: [1, 2] }],
      deploys: [],
      delivery: "push",
    }),
  );
  expect(found).toEqual([
    "engine is [gitlab-ci, gitlab-ci]; write each engine once, and at least one",
  ]);
});

test("Amazon's registry stands in a region, and keeps at least one image", () => {
  expect(complaints((s) => s.registry("images", { host: "ecr" }))).toEqual([
    "ECR stands in a region: make it in aws",
  ]);
  expect(complaints((s) => s.registry("images", { host: "docker.io", keep: 0 }))).toEqual([
    "keep must be a whole number from 1, not 0",
  ]);
});

test("a role that may do nothing is found", () => {
  const found = complaints((s) =>
    s.aws("eu-central-1").role("app", { assumedBy: { pods: "default/app", by: "irsa" } }),
  );
  expect(found).toEqual([
    "may do nothing; write managedPolicies or actions, or leave the role out",
  ]);
});

test("a firewall's port and range are checked", () => {
  const found = inNetwork((vpc) =>
    vpc.securityGroup("door", {
      ingress: [
        { port: 443, from: "internet" },
        { port: 0, from: "itself" },
        { port: "all", from: "10.0.0.1/24" },
      ],
    }),
  );
  expect(found).toEqual([
    'ingress port must be 1 to 65535 or "all", not 0',
    '"10.0.0.1/24" has host bits set; the range begins at "10.0.0.0/24"',
  ]);
});

test("old versions of state are kept for whole days", () => {
  const found = complaints((s) =>
    s.aws("eu-central-1").stateBackend("state", {
      lock: "s3",
      versioning: true,
      encryption: "AES256",
      oldVersions: "36h",
    }),
  );
  expect(found).toEqual(['oldVersions "36h" must be whole days, as S3 expires them']);
});
