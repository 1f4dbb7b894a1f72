import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { onlyByTls } from "#plinth/kinds/aws/provider/only-by-tls.ts";
import { privateBucket } from "#plinth/kinds/aws/provider/private-bucket.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";

const module = "load-balancer";

/** What the blocks of the bucket are called that a balancer's requests are recorded in. */
export const accessLogsName = (node: Pick<Node, "id" | "name">): string =>
  blockName(node, "access_logs");

/**
 * The bucket of a balancer's requests. Balancers write with S3's own keys and no other way:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const accessLogs = (
  node: Pick<Node<unknown>, "id" | "name">,
  kept: Duration,
  isProtected: boolean,
  system: System,
): readonly TerraformBlock[] => {
  const name = accessLogsName(node);
  const account = ofData(module, "aws_caller_identity", `${name}_owner`, "account_id");
  const bucket = of(module, "aws_s3_bucket", name, "id");
  const arn = of(module, "aws_s3_bucket", name, "arn");
  return [
    data(module, "aws_caller_identity", `${name}_owner`, {}),
    ...privateBucket(
      module,
      name,
      template`${awsName(system, `${node.name}-logs`, 50)}-${account}`,
      {
        rest: { isProtected },
      },
    ),
    resource(module, "aws_s3_bucket_lifecycle_configuration", name, {
      bucket,
      rule: [
        {
          id: "requests",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: toMs(kept) / 86_400_000 }],
          noncurrent_version_expiration: [{ noncurrent_days: 1 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ],
    }),
    data(module, "aws_iam_policy_document", name, {
      statement: [
        onlyByTls(arn),
        {
          actions: ["s3:PutObject"],
          resources: [template`${arn}/AWSLogs/${account}/*`],
          principals: [
            { type: "Service", identifiers: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
          ],
        },
      ],
    }),
    resource(module, "aws_s3_bucket_policy", name, {
      bucket,
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
  ];
};
