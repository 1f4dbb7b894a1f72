import type { Expression, TerraformBlock, TerraformModule } from "#plinth/model/terraform-block.ts";
import { ephemeral, of, ofEphemeral, resource } from "./block.ts";

/** A secret that Terraform asks AWS to make up, and hands on without ever writing it down. */
export interface MadeSecret {
  /** What it is called in Secrets Manager: `<system>/...`, without the number of the account. */
  readonly name: string;
  readonly says: string;
  /** Whether it can be brought back for a month after it was deleted. @default false */
  readonly isProtected?: boolean;
  /** What is kept, around what was made up. @default the one random value alone */
  readonly holds?: {
    /** How many random values are in it. */
    readonly values: number;
    /** `value(0)` is the first of them. */
    readonly text: (value: (i: number) => Expression) => Expression;
  };
}

/** Letters and digits only, so that a value fits into addresses, files and JSON as it is. */
const random = { password_length: 32, exclude_punctuation: true } as const;

/** The names of blocks, of which most secrets have one. */
const randomName = (block: string, i: number): string => (i === 0 ? block : `${block}_${i + 1}`);

/**
 * A secret whose value is in no plan and no state: it is made by an ephemeral block, and given by an
 * argument that is written and never read. To replace a value, raise `secret_string_wo_version`.
 * https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export const madeSecret = (
  module: TerraformModule,
  block: string,
  { name, says, isProtected = false, holds }: MadeSecret,
): readonly TerraformBlock[] => {
  const names = Array.from({ length: holds?.values ?? 1 }, (_, i) => randomName(block, i));
  const value = (i: number): Expression => {
    const at = randomName(block, i);
    return ofEphemeral(module, "aws_secretsmanager_random_password", at, "random_password");
  };
  return [
    ...names.map((each) => ephemeral(module, "aws_secretsmanager_random_password", each, random)),
    resource(
      module,
      "aws_secretsmanager_secret",
      block,
      {
        name,
        description: says,
        // Without a wait the name is free at once, and the system can be made anew.
        recovery_window_in_days: isProtected ? 30 : 0,
      },
      { isProtected },
    ),
    resource(module, "aws_secretsmanager_secret_version", block, {
      secret_id: of(module, "aws_secretsmanager_secret", block, "id"),
      secret_string_wo: holds ? holds.text(value) : value(0),
      secret_string_wo_version: 1,
    }),
  ];
};
