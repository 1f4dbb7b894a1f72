import { isData, isTypeScript, type TidyCheck } from "../check.ts";

/** The formatter breaks code at 100; a sentence may pass that by a word. */
const columnsMax = 110;

export const lineLength: TidyCheck = {
  id: "line-length",
  why: "The formatter leaves long strings and comments alone; readers should not have to scroll.",
  *find({ path, text }) {
    if (!(isTypeScript(path) || /\.m?js$/.test(path)) || isData(path)) return;
    // Rows of a table: a claim in its document's words, a price with its source.
    if (/^systems\/[^/]+\/claims\.ts$|^src\/books\//.test(path)) return;
    for (const [index, line] of text.split("\n").entries()) {
      // An address cannot be broken, and a test's name or a snippet is one string.
      if ([...line].length <= columnsMax || /https?:\/\//.test(line)) continue;
      if (/\.test\.ts$/.test(path) || path.startsWith("test/")) continue;
      yield { line: index + 1, says: `${[...line].length} columns: break it below ${columnsMax}` };
    }
  },
  examples: {
    good: [
      { path: "src/a.ts", text: `// ${"a".repeat(columnsMax - 3)}` },
      { path: "src/a.ts", text: `// https://example.org/${"a".repeat(columnsMax)}` },
      { path: "src/fixtures/a.ts", text: "a".repeat(999) },
    ],
    bad: [
      { path: "src/a.ts", text: `// ${"a".repeat(columnsMax)}` },
      { path: "bin/a.js", text: `"${"a".repeat(columnsMax)}"` },
    ],
  },
};
