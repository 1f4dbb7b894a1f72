import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { onlyByTls } from "#plinth/kinds/aws/provider/only-by-tls.ts";
import { privateBucket } from "#plinth/kinds/aws/provider/private-bucket.ts";
import { regionOf } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";
import { hasIssuer, issuerBucket } from "./issuer.ts";

const module = "cluster";

/**
 * The cluster as a giver of identities: pods show its tokens to AWS, and AWS looks up with which keys
 * they must be signed. Both documents are public by nature; EKS publishes the same ones for a cluster.
 * They are all that can be read in this bucket, and a server is all that can write them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export const issuer = (node: Node<unknown>, system: System): readonly TerraformBlock[] => {
  if (!hasIssuer(node, system)) return [];
  const name = blockName(node, "issuer");
  const arn = of(module, "aws_s3_bucket", name, "arn");
  const bucket = of(module, "aws_s3_bucket", name, "id");
  const account = ofData(module, "aws_caller_identity", name, "account_id");
  return [
    data(module, "aws_caller_identity", name, {}),
    ...privateBucket(module, name, template`${issuerBucket(node, system)}-${account}`, {
      isOpenTo: "readers",
    }),
    resource(module, "aws_s3_bucket_lifecycle_configuration", name, {
      bucket,
      rule: [
        {
          id: "overwritten",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ],
    }),
    data(module, "aws_iam_policy_document", name, {
      statement: [
        onlyByTls(arn),
        {
          actions: ["s3:GetObject"],
          resources: [
            template`${arn}/keys.json`,
            template`${arn}/.well-known/openid-configuration`,
          ],
          principals: [{ type: "*", identifiers: ["*"] }],
        },
      ],
    }),
    resource(
      module,
      "aws_s3_bucket_policy",
      name,
      { bucket, policy: ofData(module, "aws_iam_policy_document", name, "json") },
      {
        after: [{ module, block: "resource", type: "aws_s3_bucket_public_access_block", name }],
      },
    ),
    resource(module, "aws_iam_openid_connect_provider", blockName(node), {
      url: template`https://${bucket}.s3.${regionOf(system, node)}.amazonaws.com`,
      client_id_list: ["sts.amazonaws.com"],
    }),
  ];
};
