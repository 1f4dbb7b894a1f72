import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { filesOf } from "./files.ts";

const digest = `sha256:${"0".repeat(63)}1`;

const readmeOf = (describe: Parameters<typeof system>[2]): string => {
  const { system: model, findings } = system("shop", {}, describe).build({ profile: "default" });
  expect(findings).toEqual([]);
  return filesOf(model).get("README.md") ?? "none";
};

const web = { source: "services/web", runtime: "bun@1.4.5", port: 80 } as const;

test("what no model can know is named where one looks first, and what is known is not asked for", () => {
  const text = readmeOf((s) => {
    s.kubernetes("main").service("web", {
      ...web,
      image: { base: `example.com/base:1@${digest}` },
    });
  });
  expect(text).toContain(
    "- `OVEN_BUN_1_4_5_DIGEST`, the digest of the base image `oven/bun:1.4.5`",
  );
  expect(text).toContain(
    "in `kubernetes/main/shop/image-digests/kustomization.yaml`: until then it is zeros",
  );
  expect(text).not.toContain("EXAMPLE_COM_BASE");
});

test("folders that a system does not have are not promised, and nothing is asked for", () => {
  const text = readmeOf((s) => {
    s.kubernetes("main");
  });
  expect(text).toContain("| `kubernetes/` |");
  expect(text).not.toContain("`pipeline/`");
  expect(text).not.toContain("has to be given");
});

test("what operators bring is applied in an order, and the account's number is put where roles are", () => {
  const text = readmeOf((s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const vpc = aws.network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
      privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
      nat: "none",
    });
    const servers = { type: "t3.medium", count: 1 } as const;
    const agents = { type: "t3.small", count: 2 } as const;
    const main = vpc.k3s("main", { version: "1.36", servers, agents });
    const assumedBy = { pods: "shop/reader", by: "irsa" } as const;
    const actions = ["secretsmanager:GetSecretValue"] as const;
    main.secretReader("reader", { role: aws.role("reader", { assumedBy, actions }) });
  });
  const order = [...text.matchAll(/^ {2}\d+\. `kubectl (.*)`$/gm)].map(([, words]) => words);
  expect(order).toEqual([
    "apply --server-side -f kubernetes/main/cluster-wide/namespace-shop.yaml",
    "wait --for=create --timeout=10m crd/helmcharts.helm.cattle.io",
    "wait --for=condition=Established --timeout=10m crd/helmcharts.helm.cattle.io",
    "apply --server-side -k kubernetes/main/operators",
    "wait --for=create --timeout=10m crd/secretstores.external-secrets.io",
    "wait --for=condition=Established --timeout=10m crd/secretstores.external-secrets.io",
    "apply --server-side -k kubernetes/main/secrets",
    "apply --server-side -k kubernetes/main",
  ]);
  // A digest that nobody pushed is zeros as well, and is left alone.
  expect(text).toContain('sed -i "s/iam::000000000000:/iam::$ACCOUNT:/"');
});
