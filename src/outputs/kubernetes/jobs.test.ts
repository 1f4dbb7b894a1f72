import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { filesOf } from "../files.ts";

/** A shop on K3s in which only jobs use the database and the broker. */
const files = (() => {
  const { system: model, findings } = system("shop", {}, (s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const vpc = aws.network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
      privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
      nat: "none",
    });
    const main = vpc.k3s("main", {
      version: "1.36",
      servers: { type: "t3.medium", count: 1 },
      agents: { type: "t3.small", count: 2 },
    });
    const actions = ["secretsmanager:GetSecretValue"] as const;
    const assumedBy = { pods: "shop/reader", by: "irsa" } as const;
    main.secretReader("reader", { role: aws.role("reader", { assumedBy, actions }) });
    const images = aws.registry("images", { host: "ecr" });
    const db = vpc.postgres("db", { version: 18, instance: "db.t3.micro", storage: "20GiB" });
    const orders = main.rabbitmq("orders", { version: "4.2" });
    const runtime = "bun@1.4.5";
    const image = { registry: images, user: "7:8" } as const;
    const web = main.service("web", { source: "web", runtime, port: 80, image });
    main.job("fill", {
      source: "web",
      resources: { cpu: { request: "100m" }, memory: { limit: "64MiB" } },
      security: { runAsNonRoot: true, dropCapabilities: ["ALL"], seccomp: "RuntimeDefault" },
      env: { DATABASE_URL: db.database("stock", {}).url },
    });
    main.job("load", { source: "load", runtime, image, env: { WEB: web.url, AMQP: orders.url } });
  }).build({ profile: "default" });
  expect(findings).toEqual([]);
  return filesOf(model);
})();

const textOf = (path: string): string => files.get(path) ?? "none";
const objectOf = (path: string): unknown => Bun.YAML.parse(textOf(`kubernetes/main/shop/${path}`));

test("a Job runs the image of the service that it is a role of, as its user, and under its own limits", () => {
  const image = expect.stringMatching(/^shop\/web@sha256:0{64}$/);
  expect(objectOf("job-fill.yaml")).toMatchObject({
    apiVersion: "batch/v1",
    metadata: { name: "fill", namespace: "shop" },
    spec: {
      backoffLimit: 6,
      template: {
        metadata: { labels: { "app.kubernetes.io/name": "fill" } },
        spec: {
          serviceAccountName: "fill",
          automountServiceAccountToken: false,
          restartPolicy: "Never",
          securityContext: { runAsNonRoot: true, runAsUser: 7, runAsGroup: 8 },
          containers: [{ image, securityContext: { capabilities: { drop: ["ALL"] } } }],
        },
      },
    },
  });
  expect(textOf("kubernetes/main/shop/job-fill.yaml")).toContain("cpu: 100m");
});

test("a Job that has ended stays, so that nobody who reads it in Git runs it again", () => {
  const text = textOf("kubernetes/main/shop/job-fill.yaml");
  expect(text).not.toContain("ttlSecondsAfterFinished");
  expect(text).toContain("kustomize.toolkit.fluxcd.io/force: enabled");
});

test("what only a job uses is made, brought and reached, and nothing else", () => {
  expect(JSON.stringify(objectOf("job-fill.yaml"))).toContain(
    '"secretKeyRef":{"name":"stock","key":"url"}',
  );
  expect(
    [...files.keys()].filter((path) => /(externalsecret|job|database-roots)-?/.test(path)),
  ).toEqual([
    "kubernetes/main/secrets/externalsecret-db-master.yaml",
    "kubernetes/main/secrets/externalsecret-orders.yaml",
    "kubernetes/main/secrets/externalsecret-stock.yaml",
    "kubernetes/main/shop/configmap-database-roots.yaml",
    expect.stringMatching(/job-db-setup-[0-9a-f]{6}\.yaml$/),
    "kubernetes/main/shop/job-fill.yaml",
    "kubernetes/main/shop/job-load.yaml",
  ]);
  const ports = (path: string) => [
    ...textOf(`kubernetes/main/shop/${path}`).matchAll(/port: (\w+)/g),
  ];
  expect(ports("networkpolicy-fill.yaml").map(([, port]) => port)).toEqual(["53", "53", "5432"]);
  expect(ports("networkpolicy-load.yaml").map(([, port]) => port)).toEqual([
    "53",
    "53",
    "http",
    "amqp",
  ]);
  for (const asked of ["web", "orders"]) {
    expect(textOf(`kubernetes/main/shop/networkpolicy-${asked}.yaml`)).toContain("name: load");
  }
});

test("a pipeline changes Jobs of the system's own images, and gives them digests", () => {
  const { resources } = objectOf("kustomization.yaml") as { readonly resources: readonly string[] };
  expect(resources.filter((each) => each.startsWith("job-"))).toEqual([
    "job-fill.yaml",
    "job-load.yaml",
  ]);
  expect(objectOf("image-digests/kustomization.yaml")).toMatchObject({
    images: [{ name: "shop/web" }, { name: "shop/load" }],
  });
  const registry = textOf("terraform/modules/registry/main.tf.json");
  expect([...registry.matchAll(/"name": "(shop\/\w+)"/g)].map(([, name]) => name)).toEqual([
    "shop/load",
    "shop/web",
  ]);
});

test("whoever applies by hand is told that a Job is deleted first", () => {
  expect(textOf("README.md")).toContain(
    "`kubectl delete job/fill --namespace=shop --ignore-not-found --cascade=foreground`",
  );
});
