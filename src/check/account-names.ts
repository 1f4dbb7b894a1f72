import { kinds } from "#plinth/kinds/registry.gen.ts";
import { isNone } from "#plinth/model/facet.ts";
import type { AnyKind } from "#plinth/model/kind.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { isExpression, type TerraformBlock } from "#plinth/model/terraform-block.ts";

/** What has a name that no other of its type may have, and what a person calls that type. */
interface Named {
  readonly says: string;
  /** The argument that is the name. @default "name" */
  readonly by?: string;
  /** The argument within whose value the name is unique. @default none: in its region and account */
  readonly within?: string;
}

/**
 * From AWS' API references: what `Create…` of each says of its name. Roles and instance profiles are
 * unique in an account, whatever the region.
 */
const namedTypes: Readonly<Record<string, Named>> = {
  aws_autoscaling_group: { says: "scaling group" },
  aws_budgets_budget: { says: "budget" },
  aws_cloudtrail: { says: "trail" },
  aws_cloudwatch_dashboard: { says: "dashboard", by: "dashboard_name" },
  aws_cloudwatch_log_group: { says: "log group" },
  aws_cloudwatch_metric_alarm: { says: "alarm", by: "alarm_name" },
  aws_db_instance: { says: "database", by: "identifier" },
  aws_db_parameter_group: { says: "parameter group of databases" },
  aws_db_subnet_group: { says: "subnet group of databases" },
  aws_dynamodb_table: { says: "table" },
  aws_ecr_repository: { says: "repository of images" },
  aws_eks_cluster: { says: "cluster" },
  aws_iam_instance_profile: { says: "instance profile" },
  aws_iam_role: { says: "role" },
  aws_kms_alias: { says: "alias of a key" },
  aws_launch_template: { says: "launch template" },
  aws_lb: { says: "balancer" },
  aws_lb_target_group: { says: "target group" },
  aws_s3_bucket: { says: "bucket", by: "bucket" },
  aws_secretsmanager_secret: { says: "secret" },
  aws_security_group: { says: "security group", within: "vpc_id" },
  aws_sns_topic: { says: "topic" },
  aws_ssm_parameter: { says: "parameter" },
};

/** A value as text; of what only Terraform knows, which attribute it is, and not whose. */
const told = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (!isExpression(value)) return "";
  if ("template" in value) return value.template.map(told).join("");
  return "attribute" in value ? `<${value.attribute}>` : JSON.stringify(value);
};

/** A name that something takes in an account. */
export interface AccountName {
  /** Who takes it. */
  readonly node: Node;
  /** What is called so, e.g. "target group". */
  readonly says: string;
  readonly name: string;
  /** Equal for two names of which only one can be. */
  readonly key: string;
}

const nameOf = (node: Node, { type, body, region = "" }: TerraformBlock): AccountName[] => {
  const named = namedTypes[type];
  if (!named) return [];
  const given = body as Readonly<Record<string, unknown>>;
  const name = told(given[named.by ?? "name"]);
  if (name === "") return [];
  // Whose the value is counts here: two networks are two, though both say `id`.
  const within = named.within === undefined ? "" : JSON.stringify(given[named.within]);
  return [{ node, says: named.says, name, key: [type, region, within, name].join(" ") }];
};

/** What a thing is made of in its account; of what is refused, `synth` says why. */
const blocksOf = (node: Node, system: System): readonly TerraformBlock[] => {
  const facet = (kinds as Readonly<Record<string, AnyKind>>)[node.kind]?.terraform;
  if (facet === undefined || isNone(facet)) return [];
  try {
    return facet(node, system);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

/** All names that the things of a system take in their account, things by id. */
export const accountNames = (system: System): readonly AccountName[] =>
  [...system.nodes.values()]
    .filter(({ phase }) => phase === "current")
    .flatMap((node) =>
      blocksOf(node, system)
        .filter(({ block }) => block === "resource")
        .flatMap((block) => nameOf(node, block)),
    );
