import { isTypeScript, matches, type TidyCheck } from "../check.ts";

// Put together, so that this file does not find itself.
const marks = new RegExp(`\\b(${["FIX", "TO"].join("ME|")}DO|XX${"X"})\\b`);
const only = /\b(test|describe|it)\.only\b/;

export const leftovers: TidyCheck = {
  id: "leftovers",
  why: "A note to oneself is a task nobody sees, and a test run alone hides all others.",
  *find({ path, text, code }) {
    if (!isTypeScript(path) && !/\.(js|mjs|md|json|jsonc|toml)$/.test(path)) return;
    if (path === "package-lock.json") return;
    for (const { line, match } of matches(text, marks))
      yield { line, says: `"${match}": do it, or file it where work is kept` };
    if (isTypeScript(path))
      for (const { line, match } of matches(code, only))
        yield { line, says: `"${match}": take it out` };
  },
  examples: {
    good: [
      { path: "src/a.ts", text: 'export const word = "test.only";' },
      { path: "docs/a.md", text: "# Todo lists\n" },
    ],
    bad: [
      { path: "src/a.ts", text: `// ${"TO"}DO: later` },
      { path: "docs/a.md", text: `# A\n\n${"FIX"}ME\n` },
      { path: "src/a.test.ts", text: 'test.only("a", () => {});' },
    ],
  },
};
