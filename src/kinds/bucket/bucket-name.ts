import { awsName } from "#plinth/kinds/aws/provider/names.ts";
import type { Node, System } from "#plinth/model/system.ts";

/**
 * What a bucket is called, but for the account's number at its end (`-123456789012`): names of buckets
 * are unique in the world.
 */
export const bucketName = (bucket: Pick<Node, "name">, system: System): string =>
  awsName(system, bucket.name, 50);
