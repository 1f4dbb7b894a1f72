import { isData, isTest, isTypeScript, type TidyCheck } from "../check.ts";

const linesMax = 250;

/** Files that are long for a reason, each with it. */
const longFor: readonly { readonly path: RegExp; readonly because: string }[] = [
  {
    path: /^src\/gateway\/config\.ts$/,
    because: "one contract of two processes: types and what they mean",
  },
  {
    path: /^src\/local\/supervisor\.ts$/,
    because: "where all parts of a running copy meet: it wires them and does little itself",
  },
  {
    path: /^\.dependency-cruiser\.mjs$/,
    because: "all layers and edges, one list to be read down",
  },
  { path: /^systems\/[^/]+\/[^/]+\.ts$/, because: "one document, told from top to bottom" },
];

export const fileSize: TidyCheck = {
  id: "file-size",
  why: "A file of more than 250 lines is usually two things that have not been named yet.",
  *find({ path, text }) {
    if (!(isTypeScript(path) || /\.m?js$/.test(path)) || isData(path)) return;
    if (longFor.some((long) => long.path.test(path))) return;
    const lines = text.trimEnd().split("\n").length;
    const max = isTest(path) ? 2 * linesMax : linesMax;
    if (lines > max)
      yield { line: lines, says: `${lines} lines, ${max} are looked at twice: split it by thing` };
  },
  examples: {
    good: [
      { path: "src/a.ts", text: "a;\n".repeat(linesMax) },
      { path: "src/a.test.ts", text: "a;\n".repeat(2 * linesMax) },
      { path: "src/a.gen.ts", text: "a;\n".repeat(999) },
      { path: "systems/x/system.ts", text: "a;\n".repeat(999) },
    ],
    bad: [{ path: "src/a.ts", text: "a;\n".repeat(linesMax + 1) }],
  },
};
