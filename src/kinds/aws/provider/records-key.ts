import type { Node, System } from "#plinth/model/system.ts";
import type { Expression } from "#plinth/model/terraform-block.ts";
import { of } from "./block.ts";
import { accountAround } from "./within.ts";

/** What the blocks of the key are called with which an account's records are encrypted. */
export const recordsKeyName = ({ name }: Pick<Node, "name">): string => `${name}_records`;

/** That key, if the account has one: for logs, for what is told, for the record of who did what. */
export const recordsKey = (
  system: System,
  node: Pick<Node, "id" | "parent">,
): Expression | undefined => {
  const account = accountAround(system, node);
  return account?.props.recordsEncryption === "kms"
    ? of("observability", "aws_kms_key", recordsKeyName(account), "arn")
    : undefined;
};
