import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { keptLogs } from "#plinth/kinds/aws/provider/kept-logs.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { regionOf } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";

const module = "network";

/** Every connection accepted or refused, kept as long as other logs. */
export const flowLog = (node: Node<unknown>, system: System): TerraformBlock[] => {
  const name = blockName(node, "flow_logs");
  const group = of(module, "aws_cloudwatch_log_group", name, "arn");
  const role = of(module, "aws_iam_role", name, "id");
  const account = ofData(module, "aws_caller_identity", "current", "account_id");
  return [
    resource(module, "aws_cloudwatch_log_group", name, {
      name: `/aws/vpc/${awsName(system, node.name)}/flow-logs`,
      ...keptLogs(system, node),
    }),
    data(module, "aws_caller_identity", "current", {}),
    // For flow logs of this account and region alone, as the service writes for others as well.
    // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
    data(module, "aws_iam_policy_document", `${name}_trust`, {
      statement: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["vpc-flow-logs.amazonaws.com"] }],
          condition: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: [account] },
            {
              test: "ArnLike",
              variable: "aws:SourceArn",
              values: [template`arn:aws:ec2:${regionOf(system, node)}:${account}:vpc-flow-log/*`],
            },
          ],
        },
      ],
    }),
    data(module, "aws_iam_policy_document", name, {
      statement: [
        {
          actions: [
            "logs:CreateLogStream",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
          ],
          resources: [group, template`${group}:*`],
        },
      ],
    }),
    resource(module, "aws_iam_role", name, {
      name: awsName(system, `${node.name}-flow-logs`, 64),
      assume_role_policy: ofData(module, "aws_iam_policy_document", `${name}_trust`, "json"),
    }),
    resource(module, "aws_iam_role_policy", name, {
      name: "write-flow-logs",
      role,
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
    resource(module, "aws_flow_log", name, {
      vpc_id: of(module, "aws_vpc", blockName(node), "id"),
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: group,
      iam_role_arn: of(module, "aws_iam_role", name, "arn"),
      tags: { Name: awsName(system, node.name) },
    }),
  ];
};
