import { addressOf, data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { privateBucket } from "#plinth/kinds/aws/provider/private-bucket.ts";
import { trustsService } from "#plinth/kinds/role/terraform-role.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type Expression, type TerraformBlock, template } from "#plinth/model/terraform-block.ts";

const module = "bootstrap";

/**
 * What S3 may do to keep the copy.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
const permissions = (source: Expression, copy: Expression) => [
  { actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [source] },
  {
    actions: [
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionTagging",
    ],
    resources: [template`${source}/*`],
  },
  {
    actions: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
    resources: [template`${copy}/*`],
  },
];

/** A copy of the bucket in a second region, and the role by which S3 keeps it. */
export const replica = (
  node: Pick<Node, "id" | "name">,
  system: System,
  bucket: Expression,
  region: string,
  isProtected: boolean,
): readonly TerraformBlock[] => {
  const name = blockName(node);
  const copy = `${name}_replica`;
  const json = (document: string) => ofData(module, "aws_iam_policy_document", document, "json");
  const source = of(module, "aws_s3_bucket", name, "arn");
  const target = of(module, "aws_s3_bucket", copy, "arn");
  return [
    ...privateBucket(module, copy, template`${bucket}-copy`, {
      rest: { region, isProtected },
    }),
    // Without a condition on the account: S3 is not said to send one when it copies, and a role can be
    // handed to it only within its own account.
    data(module, "aws_iam_policy_document", `${copy}_trust`, {
      statement: [trustsService("s3.amazonaws.com")],
    }),
    data(module, "aws_iam_policy_document", copy, { statement: permissions(source, target) }),
    resource(module, "aws_iam_role", copy, {
      name: awsName(system, `${node.name}-replica`, 64),
      assume_role_policy: json(`${copy}_trust`),
    }),
    resource(module, "aws_iam_role_policy", copy, {
      name: "replicate",
      role: of(module, "aws_iam_role", copy, "name"),
      policy: json(copy),
    }),
    resource(
      module,
      "aws_s3_bucket_replication_configuration",
      name,
      {
        bucket: of(module, "aws_s3_bucket", name, "id"),
        role: of(module, "aws_iam_role", copy, "arn"),
        rule: [
          {
            id: "all",
            status: "Enabled",
            filter: { prefix: "" },
            delete_marker_replication: { status: "Enabled" },
            destination: { bucket: target },
          },
        ],
      },
      {
        // Both ends must keep versions before one can be copied to the other.
        after: [name, copy].map((each) => addressOf(module, "aws_s3_bucket_versioning", each)),
      },
    ),
  ];
};
