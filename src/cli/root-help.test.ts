import { expect, test } from "bun:test";
import { rootHelp } from "./help.ts";
import { rootHelpText } from "./root-help.gen.ts";
import { verbs } from "./verbs.ts";

test("what plinth --help says without loading a verb is what the verbs say (else: npm run gen)", async () => {
  const commands = Object.entries(verbs).map(async ([name, load]) => {
    return [name, (await load()).default] as const;
  });
  expect(rootHelpText).toBe(rootHelp(new Map(await Promise.all(commands))));
});
