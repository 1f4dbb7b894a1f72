import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";
import { data, of, ofData, resource } from "./provider/block.ts";
import { awsName } from "./provider/names.ts";
import { onlyByTls } from "./provider/only-by-tls.ts";
import { privateBucket } from "./provider/private-bucket.ts";
import { recordsKey } from "./provider/records-key.ts";
import { fromTrail, trailName } from "./provider/trail.ts";

const module = "observability";

/**
 * The record of who did what (CloudTrail), in a bucket that it alone writes to.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export const auditLog = (
  node: Node<{ readonly region: string; readonly protected?: boolean }>,
  system: System,
): TerraformBlock[] => {
  const name = `${node.name}_audit`;
  const account = ofData(module, "aws_caller_identity", "current", "account_id");
  const bucket = of(module, "aws_s3_bucket", name, "arn");
  const key = recordsKey(system, node);
  const principals = [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }];
  const ofTrail = fromTrail(system, node, account);
  const isOwned = {
    test: "StringEquals",
    variable: "s3:x-amz-acl",
    values: ["bucket-owner-full-control"],
  };
  return [
    ...privateBucket(module, name, template`${awsName(system, "audit", 50)}-${account}`, {
      ...(key && { encryption: "aws:kms", key }),
      rest: { isProtected: node.props.protected === true },
    }),
    resource(module, "aws_s3_bucket_lifecycle_configuration", name, {
      bucket: of(module, "aws_s3_bucket", name, "id"),
      rule: [
        {
          // What was recorded stays; only what was overwritten or broke off goes.
          id: "leftovers",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrent_version_expiration: [{ noncurrent_days: 90 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ],
    }),
    data(module, "aws_iam_policy_document", name, {
      statement: [
        onlyByTls(bucket),
        { actions: ["s3:GetBucketAcl"], resources: [bucket], principals, condition: [ofTrail] },
        {
          actions: ["s3:PutObject"],
          resources: [template`${bucket}/AWSLogs/${account}/*`],
          principals,
          condition: [ofTrail, isOwned],
        },
      ],
    }),
    resource(module, "aws_s3_bucket_policy", name, {
      bucket: of(module, "aws_s3_bucket", name, "id"),
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
    resource(
      module,
      "aws_cloudtrail",
      name,
      {
        name: trailName(system),
        s3_bucket_name: of(module, "aws_s3_bucket", name, "id"),
        is_multi_region_trail: true,
        include_global_service_events: true,
        enable_log_file_validation: true,
        ...(key && { kms_key_id: key }),
      },
      { after: [{ module, block: "resource", type: "aws_s3_bucket_policy", name }] },
    ),
  ];
};
