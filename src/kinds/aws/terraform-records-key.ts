import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";
import { data, of, ofData, resource } from "./provider/block.ts";
import { accountMay } from "./provider/key-policy.ts";
import { awsName } from "./provider/names.ts";
import { recordsKeyName } from "./provider/records-key.ts";
import { fromTrail } from "./provider/trail.ts";

const module = "observability";

/**
 * One key for what an account records and tells, and the services of AWS that write it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export const keyOfRecords = (
  node: Node<{ readonly region: string }>,
  system: System,
): TerraformBlock[] => {
  const name = recordsKeyName(node);
  const { region } = node.props;
  const account = ofData(module, "aws_caller_identity", "current", "account_id");
  const service = (...identifiers: readonly string[]) => [{ type: "Service", identifiers }];
  return [
    data(module, "aws_iam_policy_document", name, {
      statement: [
        accountMay(account),
        {
          sid: "Logs",
          actions: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*"],
          resources: ["*"],
          principals: service(`logs.${region}.amazonaws.com`),
          condition: [
            {
              test: "ArnLike",
              variable: "kms:EncryptionContext:aws:logs:arn",
              values: [template`arn:aws:logs:${region}:${account}:*`],
            },
          ],
        },
        {
          sid: "Alerts",
          actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
          resources: ["*"],
          principals: service("budgets.amazonaws.com", "cloudwatch.amazonaws.com"),
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        },
        {
          sid: "Trail",
          // Decrypt, because the bucket of the trail has a key of its own made from this one.
          actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
          resources: ["*"],
          principals: service("cloudtrail.amazonaws.com"),
          condition: [fromTrail(system, node, account)],
        },
      ],
    }),
    resource(module, "aws_kms_key", name, {
      description: `What ${awsName(system, "account", 200)} records and tells`,
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
    resource(module, "aws_kms_alias", name, {
      name: `alias/${awsName(system, "records", 200)}`,
      target_key_id: of(module, "aws_kms_key", name, "key_id"),
    }),
  ];
};
