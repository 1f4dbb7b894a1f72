import { type Expression, template } from "#plinth/model/terraform-block.ts";
import type { AwsData } from "./types.gen.ts";

type Statement = NonNullable<AwsData["aws_iam_policy_document"]["statement"]>[number];

/**
 * Leaves it to the account's own policies who may use a key and manage it: without this, nobody could.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const accountMay = (account: Expression): Statement => ({
  sid: "Account",
  actions: ["kms:*"],
  resources: ["*"],
  principals: [{ type: "AWS", identifiers: [template`arn:aws:iam::${account}:root`] }],
  condition: [{ test: "StringEquals", variable: "kms:CallerAccount", values: [account] }],
});
