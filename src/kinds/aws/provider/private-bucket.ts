import type {
  Arg,
  Expression,
  TerraformBlock,
  TerraformModule,
} from "#plinth/model/terraform-block.ts";
import { of, resource } from "./block.ts";

/** A bucket that nothing outside sees, which is encrypted and keeps old versions. */
export const privateBucket = (
  module: TerraformModule,
  name: string,
  bucket: Arg<string>,
  {
    isVersioned = true,
    encryption = "AES256",
    key,
    isOpenTo = "nobody",
    rest = {},
  }: {
    readonly isVersioned?: boolean;
    readonly encryption?: "AES256" | "aws:kms";
    /** A key of the account's own. @default S3's */
    readonly key?: Expression;
    /** Whether a policy may let everybody read something of it; nothing else ever opens it. */
    readonly isOpenTo?: "nobody" | "readers";
    readonly rest?: Pick<TerraformBlock, "region" | "tells" | "isProtected">;
  } = {},
): TerraformBlock[] => {
  const id = of(module, "aws_s3_bucket", name, "id");
  const region = rest.region === undefined ? {} : { region: rest.region };
  return [
    // What is not protected goes in one step, with all that is in it.
    resource(
      module,
      "aws_s3_bucket",
      name,
      { bucket, ...(!rest.isProtected && { force_destroy: true }) },
      rest,
    ),
    resource(
      module,
      "aws_s3_bucket_public_access_block",
      name,
      {
        bucket: id,
        block_public_acls: true,
        block_public_policy: isOpenTo === "nobody",
        ignore_public_acls: true,
        restrict_public_buckets: isOpenTo === "nobody",
      },
      region,
    ),
    resource(
      module,
      "aws_s3_bucket_server_side_encryption_configuration",
      name,
      {
        bucket: id,
        rule: [
          {
            apply_server_side_encryption_by_default: {
              sse_algorithm: encryption,
              ...(key && { kms_master_key_id: key }),
            },
            ...(encryption === "aws:kms" && { bucket_key_enabled: true }),
          },
        ],
      },
      region,
    ),
    resource(
      module,
      "aws_s3_bucket_versioning",
      name,
      {
        bucket: id,
        versioning_configuration: { status: isVersioned ? "Enabled" : "Suspended" },
      },
      region,
    ),
  ];
};
