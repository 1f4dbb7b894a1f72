/** What the AWS stand-in cannot do, and what is done about it in a rehearsal. */

interface Limit {
  readonly type: string;
  /** A sentence. */
  readonly because: string;
}

/** Resource types that a rehearsal leaves out. */
export const leftOut: readonly Limit[] = [
  {
    type: "aws_budgets_budget",
    because: "moto does not answer who is told of a budget (DescribeSubscribersForNotification).",
  },
  {
    type: "aws_s3_bucket_policy",
    because: "moto reads no conditions, so a policy against calls without TLS shuts everybody out.",
  },
];

/** Arguments that are applied and not compared afterwards, for the stand-in forgets them. */
export const forgotten: readonly (Limit & { readonly argument: string })[] = [
  ...["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"].map((type) => ({
    type,
    argument: "description",
    because: "moto keeps no description of a rule that names another group.",
  })),
  {
    type: "aws_launch_template",
    argument: "tag_specifications",
    because: "moto counts the template's own tags among those of its machines.",
  },
  {
    type: "aws_s3_bucket_replication_configuration",
    argument: "rule",
    because: "moto answers that delete markers are not replicated, whatever it was told.",
  },
  {
    type: "aws_autoscaling_group",
    argument: "instance_maintenance_policy",
    because: "moto does not keep in which order machines are replaced.",
  },
  {
    type: "aws_ec2_subnet_cidr_reservation",
    argument: "description",
    because: "moto does not keep it.",
  },
  ...["maintenance_options", "vpc_security_group_ids"].map((argument) => ({
    type: "aws_instance",
    argument,
    because: "moto does not keep it of a machine that asks for a public address.",
  })),
  ...["performance_insights_enabled", "performance_insights_retention_period"].map((argument) => ({
    type: "aws_db_instance",
    argument,
    because: "moto does not keep whether slow queries are.",
  })),
  {
    type: "aws_db_parameter_group",
    argument: "parameter",
    because: "moto tells none of a group's settings.",
  },
];
