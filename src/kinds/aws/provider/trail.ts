import type { Node, System } from "#plinth/model/system.ts";
import { type Expression, template } from "#plinth/model/terraform-block.ts";
import { awsName } from "./names.ts";

/** The record of who did what in an account (CloudTrail), by its name. */
export const trailName = (system: System): string => awsName(system, "audit", 128);

/**
 * Holds a statement to that record. CloudTrail says of itself which trail it writes, and no account:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export const fromTrail = (
  system: System,
  { props }: Pick<Node<{ readonly region: string }>, "props">,
  account: Expression,
) => ({
  test: "StringEquals",
  variable: "aws:SourceArn",
  values: [template`arn:aws:cloudtrail:${props.region}:${account}:trail/${trailName(system)}`],
});
