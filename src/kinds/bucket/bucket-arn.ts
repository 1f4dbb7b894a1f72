import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Expression } from "#plinth/model/terraform-block.ts";

/** The identifier by which policies name a bucket. */
export const bucketArn = ({ ref }: Pick<Ref, "ref">): Expression =>
  of("storage", "aws_s3_bucket", blockName({ id: ref, name: ref }), "arn");
