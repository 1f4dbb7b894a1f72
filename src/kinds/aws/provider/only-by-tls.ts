import { type Expression, template } from "#plinth/model/terraform-block.ts";
import type { AwsData } from "./types.gen.ts";

/** Nobody reads or writes a bucket but by TLS. */
export const onlyByTls = (
  bucket: Expression,
): NonNullable<AwsData["aws_iam_policy_document"]["statement"]>[number] => ({
  effect: "Deny",
  actions: ["s3:*"],
  resources: [bucket, template`${bucket}/*`],
  principals: [{ type: "*", identifiers: ["*"] }],
  condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
});
