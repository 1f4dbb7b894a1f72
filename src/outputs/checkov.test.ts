import { expect, test } from "bun:test";
import { type Describe, system } from "#plinth/kinds/testing.ts";
import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { filesOf } from "./files.ts";

const until = "2027-06-30" as const;

const filesFor = (describe: Describe): ReadonlyMap<string, string> => {
  const { system: model, findings } = system("shop", {}, describe).build({ profile: "default" });
  expect(findings).toEqual([]);
  return filesOf(model);
};

test("what is waived for checkov in Terraform is in its settings, with the reason", () => {
  const files = filesFor((s) => {
    const waive = [
      {
        rule: ["spot-alone", "checkov/CKV_AWS_9", "checkov/CKV2_AWS_5"],
        because: "so it is",
        until,
      },
    ] as const;
    s.aws("eu-central-1", { zones: 2, waive });
  });
  expect(files.get(".checkov.yaml")).toEndWith(
    "skip-check:\n  # aws, until 2027-06-30: so it is\n  - CKV2_AWS_5\n  - CKV_AWS_9\n",
  );
});

test("what is waived for checkov on a cluster is on its pods, with the reason, and nowhere else", () => {
  const files = filesFor((s) => {
    const waive = [{ rule: "checkov/CKV_K8S_38", because: "it asks", until }] as const;
    const main = s.kubernetes("main", { waive });
    main.service("web", { source: "app", port: 80 });
    s.kubernetes("other").service("stock", { source: "app", port: 80 });
  });
  expect(files.has(".checkov.yaml")).toBe(false);
  const annotations = (path: string) =>
    (Bun.YAML.parse(files.get(path) ?? "") as KubernetesObject).metadata.annotations;
  expect(annotations("kubernetes/main/shop/deployment-web.yaml")).toEqual({
    "checkov.io/skip1": "CKV_K8S_38=it asks",
  });
  expect(annotations("kubernetes/main/shop/service-web.yaml")).toBeUndefined();
  expect(annotations("kubernetes/other/shop/deployment-stock.yaml")).toBeUndefined();
});
