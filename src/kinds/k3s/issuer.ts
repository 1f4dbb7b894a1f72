import { awsName } from "#plinth/kinds/aws/provider/names.ts";
import { besides } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";

const isOfPods = ({ props }: Node): boolean =>
  typeof props.assumedBy === "object" && props.assumedBy !== null && "pods" in props.assumedBy;

/** Whether pods of a cluster take roles on, so that AWS must know whom to believe. */
export const hasIssuer = (node: Pick<Node, "id" | "parent">, system: System): boolean =>
  besides(system, node, "role").some(isOfPods);

/** What the bucket is called in which a cluster's keys are published, but for the account's number. */
export const issuerBucket = (node: Pick<Node, "name">, system: System): string =>
  awsName(system, `${node.name}-issuer`, 50);
