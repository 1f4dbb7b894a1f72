import { isTypeScript, matches, type TidyCheck } from "../check.ts";

/** Places that are loaded by path rather than imported by name. */
const loaded = /^src\/cli\/commands\/|^systems\/|(^|\/)fixtures\//;

export const defaultExports: TidyCheck = {
  id: "default-exports",
  why: "A named export has one name to search for and is renamed safely.",
  *find({ path, code }) {
    if (!isTypeScript(path) || loaded.test(path)) return;
    for (const { line } of matches(code, /^export default\b|\bas default\b/))
      yield { line, says: "a default export: give it a name" };
  },
  examples: {
    good: [
      { path: "systems/x/system.ts", text: "export default 1;" },
      { path: "src/cli/commands/up.ts", text: "export default 1;" },
      { path: "src/a.ts", text: "export const a = 1;" },
    ],
    bad: [{ path: "src/a.ts", text: "export default 1;" }],
  },
};
