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
