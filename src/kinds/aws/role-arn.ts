import { awsName } from "#plinth/kinds/aws/provider/names.ts";
import type { System } from "#plinth/model/system.ts";

/** No account has this number: whoever applies puts the real one in its place, as `synth` says. */
export const noAccount = "0".repeat(12);

/** The same as addresses have it: a digest that nobody has pushed yet is zeros, too. */
export const noAccountYet = `:${noAccount}:`;

/** The address of a role in the account, as a file can have it that knows no account. */
export const roleArn = (role: { readonly ref: string }, system: System): string =>
  `arn:aws:iam::${noAccount}:role/${awsName(system, role.ref.split("/").at(-1) ?? "", 64)}`;
