import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName, systemName } from "#plinth/kinds/aws/provider/names.ts";
import { onlyByTls } from "#plinth/kinds/aws/provider/only-by-tls.ts";
import { privateBucket } from "#plinth/kinds/aws/provider/private-bucket.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";
import { replica } from "./terraform-replica.ts";

interface StateBackend {
  readonly lock: "s3" | "dynamodb";
  readonly versioning: boolean;
  readonly encryption: "AES256" | "aws:kms";
  readonly oldVersions: Duration;
  readonly replicatedTo?: string;
  readonly protected?: boolean;
}

const module = "bootstrap";

/** Versions that are no longer current go after their time, and uploads that broke off at once. */
const lifecycle = (name: string, oldVersions: Duration, region?: string): TerraformBlock => {
  const bucket = of(module, "aws_s3_bucket", name, "id");
  return resource(
    module,
    "aws_s3_bucket_lifecycle_configuration",
    name,
    {
      bucket,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrent_version_expiration: [{ noncurrent_days: toMs(oldVersions) / 86_400_000 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ],
    },
    {
      after: [{ module, block: "resource", type: "aws_s3_bucket_versioning", name }],
      ...(region !== undefined && { region }),
    },
  );
};

/** Nobody reads or writes the state but by TLS. */
const policy = (name: string): TerraformBlock[] => {
  const bucket = of(module, "aws_s3_bucket", name, "arn");
  return [
    data(module, "aws_iam_policy_document", name, {
      statement: [onlyByTls(bucket)],
    }),
    resource(module, "aws_s3_bucket_policy", name, {
      bucket: of(module, "aws_s3_bucket", name, "id"),
      policy: ofData(module, "aws_iam_policy_document", name, "json"),
    }),
  ];
};

/** The bucket of the state, in a root of its own: it must be there before there is a state. */
export const terraform = (node: Node<StateBackend>, system: System): readonly TerraformBlock[] => {
  const { lock, versioning, encryption, oldVersions, replicatedTo } = node.props;
  const isProtected = node.props.protected ?? true;
  const name = blockName(node);
  const account = ofData(module, "aws_caller_identity", "current", "account_id");
  const bucket = template`${awsName(system, node.name, 46)}-${account}`;
  const tells = {
    [`${name}_bucket`]: {
      attribute: "bucket",
      says: 'The bucket of the state, for `terraform init -backend-config="bucket=..."`.',
    },
  };
  return [
    data(module, "aws_caller_identity", "current", {}),
    ...privateBucket(module, name, bucket, {
      isVersioned: versioning,
      encryption,
      rest: { tells, isProtected },
    }),
    lifecycle(name, oldVersions),
    ...policy(name),
    ...(lock === "dynamodb"
      ? [
          resource(module, "aws_dynamodb_table", name, {
            name: `${systemName(system)}-locks`,
            billing_mode: "PAY_PER_REQUEST",
            hash_key: "LockID",
            attribute: [{ name: "LockID", type: "S" }],
          }),
        ]
      : []),
    ...(replicatedTo === undefined
      ? []
      : [
          ...replica(node, system, bucket, replicatedTo, isProtected),
          lifecycle(`${name}_replica`, oldVersions, replicatedTo),
        ]),
  ];
};
