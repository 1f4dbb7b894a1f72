/**
 * Writes the argument types of the AWS resources in use from the provider's own schema.
 * `bun scripts/gen-terraform-types.ts` asks `terraform providers schema -json` (the provider must be
 * in reach of `terraform init`), and `--schema FILE` reads its answer from a file. To upgrade the
 * provider, change the version here, run it, and review what differs.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { interfaceOf, namesOf, type Schemas } from "./terraform-types.ts";

const version = "5.100.0";
const target = Bun.fileURLToPath(
  new URL("../src/kinds/aws/provider/types.gen.ts", import.meta.url),
);

const resources = [
  "aws_acm_certificate",
  "aws_acm_certificate_validation",
  "aws_autoscaling_attachment",
  "aws_autoscaling_group",
  "aws_budgets_budget",
  "aws_cloudtrail",
  "aws_cloudwatch_dashboard",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_db_instance",
  "aws_db_parameter_group",
  "aws_db_subnet_group",
  "aws_default_security_group",
  "aws_dynamodb_table",
  "aws_ec2_subnet_cidr_reservation",
  "aws_ecr_lifecycle_policy",
  "aws_ecr_repository",
  "aws_eip",
  "aws_eks_access_entry",
  "aws_eks_access_policy_association",
  "aws_eks_addon",
  "aws_eks_cluster",
  "aws_eks_node_group",
  "aws_eks_pod_identity_association",
  "aws_flow_log",
  "aws_iam_instance_profile",
  "aws_iam_openid_connect_provider",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_instance",
  "aws_internet_gateway",
  "aws_kms_alias",
  "aws_kms_key",
  "aws_launch_template",
  "aws_lb",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_nat_gateway",
  "aws_route",
  "aws_route_table",
  "aws_route_table_association",
  "aws_s3_bucket",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_replication_configuration",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_secretsmanager_secret",
  "aws_secretsmanager_secret_version",
  "aws_security_group",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
];

/** What is asked for while Terraform runs and kept nowhere. */
const ephemeral = ["aws_secretsmanager_random_password", "aws_secretsmanager_secret_version"];

const data = [
  "aws_availability_zones",
  "aws_caller_identity",
  "aws_eks_addon_version",
  "aws_iam_policy_document",
  "aws_ssm_parameter",
];

const schemaText = async (): Promise<string> => {
  const at = process.argv.indexOf("--schema");
  const file = process.argv[at + 1];
  if (at > 0 && file !== undefined) return Bun.file(file).text();
  const folder = await mkdtemp(join(tmpdir(), "plinth-terraform-"));
  try {
    const aws = { source: "hashicorp/aws", version };
    const root = { terraform: { required_providers: { aws } } };
    await Bun.write(join(folder, "main.tf.json"), JSON.stringify(root));
    await Bun.$`terraform init -no-color -input=false`.cwd(folder).quiet();
    return await Bun.$`terraform providers schema -json`.cwd(folder).text();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const provider = Object.values(JSON.parse(await schemaText()).provider_schemas)[0] as {
  readonly resource_schemas: Schemas;
  readonly data_source_schemas: Schemas;
  readonly ephemeral_resource_schemas: Schemas;
};
const text = [
  `/** Shapes of the AWS provider ${version}. Written by \`bun scripts/gen-terraform-types.ts\`. */`,
  'import type { Arg } from "#plinth/model/terraform-block.ts";',
  "",
  "/** The provider's version that these shapes are of. */",
  `export const awsProviderVersion = "${version}";`,
  "",
  ...interfaceOf(
    "AwsResources",
    "Arguments by type of resource.",
    resources,
    provider.resource_schemas,
  ),
  ...interfaceOf(
    "AwsData",
    "Arguments by type of data source.",
    data,
    provider.data_source_schemas,
  ),
  ...interfaceOf(
    "AwsEphemeral",
    "Arguments by type of what is asked for while Terraform runs and kept nowhere.",
    ephemeral,
    provider.ephemeral_resource_schemas,
  ),
  ...namesOf(
    "AwsResourceAttributes",
    "What a resource can be asked for.",
    resources,
    provider.resource_schemas,
  ),
  ...namesOf(
    "AwsDataAttributes",
    "What a data source can be asked for.",
    data,
    provider.data_source_schemas,
  ),
  ...namesOf(
    "AwsEphemeralAttributes",
    "What such a thing can be asked for.",
    ephemeral,
    provider.ephemeral_resource_schemas,
  ),
].join("\n");
await Bun.write(target, text);
console.error(`wrote ${resources.length} resources and ${data.length} data sources`);
