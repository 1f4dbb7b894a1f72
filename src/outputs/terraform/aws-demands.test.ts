import { expect, test } from "bun:test";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import timeSystem from "../../../systems/simple-time-service/system.ts";
import { terraform } from "./index.ts";

/** What AWS itself demands, and nothing that stands in for it asks for: each was wrong here once. */
const files = new Map(terraform.files(timeSystem.build({ profile: "production" }).system));

/** What one block says, as Terraform reads it. */
const written = (
  module: string,
  block: TerraformBlock["block"],
  type: string,
  name: string,
): Record<string, unknown> =>
  JSON.parse(files.get(`modules/${module}/main.tf.json`) ?? "{}")[block]?.[type]?.[name];

test("a trail may use the key of a bucket that has a key of its own made from it", () => {
  const bucket = written(
    "observability",
    "resource",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_audit",
  );
  expect(bucket).toMatchObject({ rule: [{ bucket_key_enabled: true }] });
  const policy = written("observability", "data", "aws_iam_policy_document", "aws_records");
  expect(policy.statement).toContainEqual(
    expect.objectContaining({
      sid: "Trail",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
      condition: [expect.objectContaining({ variable: "aws:SourceArn" })],
    }),
  );
});

test("machines of another type come one after another, and not after the end of all the others", () => {
  const start = written("cluster", "resource", "aws_launch_template", "vpc_main_machines");
  expect(start.instance_type).toBe("t3.medium");
  const group = written("cluster", "resource", "aws_eks_node_group", "vpc_main_machines");
  expect(group).not.toHaveProperty("instance_types");
});

test("machines of another image, or on spot, are there and are targets before the others go", () => {
  const group = written("cluster", "resource", "aws_eks_node_group", "vpc_main_machines");
  expect(group).toMatchObject({
    node_group_name_prefix: "machines-",
    lifecycle: { create_before_destroy: true },
  });
  expect(group).not.toHaveProperty("node_group_name");
  const targets = JSON.parse(files.get("modules/load-balancer/main.tf.json") ?? "{}");
  const attached = Object.values(targets.resource.aws_autoscaling_attachment);
  expect(attached.length).toBeGreaterThan(0);
  for (const each of attached) {
    expect(each).toMatchObject({ lifecycle: { create_before_destroy: true } });
  }
});

test("a service of AWS takes a role on for this account alone, and for the pods it is meant for", () => {
  const type = "aws_iam_policy_document";
  const keysOf = (document: Record<string, unknown>): unknown =>
    (
      document as { statement: { condition: { variable: string }[] }[] }
    ).statement[0]?.condition.map(({ variable }) => variable);
  const flowLogs = written("network", "data", type, "vpc_flow_logs_trust");
  expect(keysOf(flowLogs)).toEqual(["aws:SourceAccount", "aws:SourceArn"]);
  const autoscaler = written("identity", "data", type, "autoscaler_trust");
  expect(keysOf(autoscaler)).toEqual([
    "aws:RequestTag/eks-cluster-arn",
    "aws:RequestTag/kubernetes-namespace",
    "aws:RequestTag/kubernetes-service-account",
  ]);
});

test("an add-on has the version that EKS recommends for the cluster's", () => {
  const addon = written("cluster", "resource", "aws_eks_addon", "vpc_main_kube_proxy");
  const type = "aws_eks_addon_version";
  expect(addon.addon_version).toBe(`\${data.${type}.vpc_main_kube_proxy.version}`);
  const version = written("cluster", "data", type, "vpc_main_kube_proxy");
  const cluster = written("cluster", "resource", "aws_eks_cluster", "vpc_main");
  expect(version).toEqual({ addon_name: "kube-proxy", kubernetes_version: cluster.version });
});

test("errors of a balancer without any target are counted, though it counts no request then", () => {
  const alarm = written("observability", "resource", "aws_cloudwatch_metric_alarm", "errors");
  const { metric_query } = alarm as { readonly metric_query: readonly Record<string, string>[] };
  const text = metric_query.find(({ id }) => id === "share")?.expression ?? "";
  const share = (seen: Readonly<Record<string, number>>): number =>
    Number(
      new Function(
        "return " + text.replaceAll(/FILL\((\w+), 0\)/g, (_, id) => `${seen[id] ?? 0}`),
      )(),
    );
  expect(share({ balancer: 40 })).toBe(100);
  expect(share({ requests: 200, targets: 4 })).toBe(2);
  expect(share({ requests: 1000 })).toBe(0);
  expect(share({})).toBeNaN();
});

test("the agent has its logs before it is there and as long as it is", () => {
  const addon = written(
    "cluster",
    "resource",
    "aws_eks_addon",
    "vpc_main_amazon_cloudwatch_observability",
  );
  expect(addon.depends_on).toEqual([
    "aws_eks_node_group.vpc_main_machines",
    "var.cloudwatch_log_group_vpc_main_application_id",
    "var.cloudwatch_log_group_vpc_main_dataplane_id",
    "var.cloudwatch_log_group_vpc_main_host_id",
    "var.cloudwatch_log_group_vpc_main_performance_id",
  ]);
});

test("GitHub's identities are made once for an account, or those that it has are used", () => {
  const type = "aws_iam_openid_connect_provider";
  expect(written("identity", "resource", type, "aws_github").count).toBe(
    `\${var.github_provider_arn == null ? 1 : 0}`,
  );
  const trust = written("identity", "data", "aws_iam_policy_document", "deployer_trust");
  expect(JSON.stringify(trust)).toContain(
    `\${var.github_provider_arn == null ? ${type}.aws_github[0].arn : var.github_provider_arn}`,
  );
  expect(files.get("README.md")).toContain(
    "`github_provider_arn`: The identity provider of GitHub",
  );
});
