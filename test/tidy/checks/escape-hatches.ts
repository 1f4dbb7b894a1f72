import { isTest, isTypeScript, matches, type TidyCheck } from "../check.ts";

const anything = /\bas any\b|<any>|:\s*any\b/;
const casts = /\bas (unknown as|never)\b/;
// Put together, so that this file does not find itself.
const silencers = new RegExp(`@ts-${"ignore"}|@ts-${"nocheck"}`);
const expectations = new RegExp(`@ts-${"expect-error"}`);

export const escapeHatches: TidyCheck = {
  id: "escape-hatches",
  why: "A cast says that the types are wrong, and leaves them wrong for the next reader.",
  *find({ path, text, code }) {
    if (!isTypeScript(path)) return;
    for (const { line, match } of matches(code, anything))
      yield { line, says: `"${match}": write "unknown" and look` };
    for (const { line, match } of matches(text, silencers))
      yield { line, says: `"${match}": mend the type` };
    if (isTest(path)) return;
    for (const { line, match } of matches(code, casts))
      yield { line, says: `"${match}": parse it at the edge, or say the type where it is made` };
    for (const { line, match } of matches(text, expectations))
      yield { line, says: `"${match}": this is for tests of the types` };
  },
  examples: {
    good: [
      { path: "src/a.ts", text: "const a = b as const; // as any reader knows" },
      { path: "src/a.test.ts", text: "judge({} as unknown as System);" },
      { path: "src/a.test.ts", text: `// @ts-${"expect-error"}: a misspelt property` },
    ],
    bad: [
      { path: "src/a.ts", text: "const a = b as any;" },
      { path: "src/a.ts", text: "const a = b as unknown as C;" },
      { path: "src/a.ts", text: `// @ts-${"ignore"}` },
      { path: "src/a.ts", text: `// @ts-${"expect-error"}` },
    ],
  },
};
