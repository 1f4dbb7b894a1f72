import type { CliWorld } from "./cli-world.ts";
import { showJson } from "./show-json.ts";

/** A deed in two forms of its verb: `replace`, `replacing`; and what it is done to. */
export type Deed = readonly [infinitive: string, participle: string, what: string];

/** Says on one line what was begun, or with `--dry-run` what would be. */
export const sayDone = (
  facts: { readonly verb: string; readonly copy: string } & object,
  [infinitive, participle, what]: Deed,
  args: { readonly dryRun: boolean; readonly json: boolean },
  { terminal }: CliWorld,
): void => {
  if (args.json) showJson(terminal.out, { ...facts, dryRun: args.dryRun });
  else terminal.out.line(args.dryRun ? `would ${infinitive} ${what}` : `${participle} ${what}`);
};
