import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression } from "#plinth/model/terraform-block.ts";
import { recordsKey } from "./records-key.ts";
import { besides } from "./within.ts";

/**
 * Days for which CloudWatch can keep logs.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const offered = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** How long logs are kept: what the account's monitoring says, or longer if that is not offered. */
const retention = (
  system: System,
  node: Pick<Node, "id" | "parent">,
): { readonly retention_in_days?: number } => {
  const kept = besides(system, node, "monitoring").flatMap(({ props }) =>
    typeof props.logs === "string" ? [toMs(props.logs as Duration) / 86_400_000] : [],
  );
  const days = kept.length === 0 ? undefined : Math.max(...kept);
  const at = days === undefined ? undefined : offered.find((each) => each >= days);
  return at === undefined ? {} : { retention_in_days: at };
};

/** How a group of logs is kept: for how long, and with which key. */
export const keptLogs = (
  system: System,
  node: Pick<Node, "id" | "parent">,
): { readonly retention_in_days?: number; readonly kms_key_id?: Expression } => {
  const kms_key_id = recordsKey(system, node);
  return { ...retention(system, node), ...(kms_key_id && { kms_key_id }) };
};
