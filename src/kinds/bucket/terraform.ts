import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { onlyByTls } from "#plinth/kinds/aws/provider/only-by-tls.ts";
import { privateBucket } from "#plinth/kinds/aws/provider/private-bucket.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";
import { bucketName } from "./bucket-name.ts";
import type { BucketProps } from "./props.ts";

const module = "storage";

const days = (duration: Duration): number => toMs(duration) / 86_400_000;

/** How objects grow old. What was overwritten goes a month later, and what broke off the next day. */
const lifecycle = (name: string, { moves = [], expires }: BucketProps): TerraformBlock =>
  resource(
    module,
    "aws_s3_bucket_lifecycle_configuration",
    name,
    {
      bucket: of(module, "aws_s3_bucket", name, "id"),
      rule: [
        {
          id: "age",
          status: "Enabled",
          filter: [{ prefix: "" }],
          ...(moves.length > 0 && {
            transition: moves.map(({ to, after }) => ({ days: days(after), storage_class: to })),
          }),
          ...(expires !== undefined && { expiration: [{ days: days(expires) }] }),
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ],
    },
    { after: [{ module, block: "resource", type: "aws_s3_bucket_versioning", name }] },
  );

/** A bucket that nothing outside sees, that is spoken to by TLS alone, and whose objects grow old. */
export const terraform = (
  node: Node<BucketProps & { readonly protected?: boolean }>,
  system: System,
): readonly TerraformBlock[] => {
  const { versioning = false, encryption = "AES256", protected: isProtected = false } = node.props;
  const name = blockName(node);
  const owner = ofData(module, "aws_caller_identity", `${name}_owner`, "account_id");
  return [
    data(module, "aws_caller_identity", `${name}_owner`, {}),
    ...privateBucket(module, name, template`${bucketName(node, system)}-${owner}`, {
      isVersioned: versioning,
      encryption,
      rest: {
        isProtected,
        tells: { [`${name}_bucket`]: { attribute: "bucket", says: `The bucket "${node.name}".` } },
      },
    }),
    lifecycle(name, node.props),
    data(module, "aws_iam_policy_document", name, {
      statement: [onlyByTls(of(module, "aws_s3_bucket", name, "arn"))],
    }),
    resource(module, "aws_s3_bucket_policy", name, {
      bucket: of(module, "aws_s3_bucket", name, "id"),
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
  ];
};
