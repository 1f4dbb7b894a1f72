import { isData, type TidyCheck } from "../check.ts";

const isOutsideFence = () => {
  let inside = false;
  return (line: string): boolean => {
    if (/^\s*(```|~~~)/.test(line)) inside = !inside;
    return !inside;
  };
};

export const markdownTitle: TidyCheck = {
  id: "markdown-title",
  why: "A page is found by its one title.",
  *find({ path, text }) {
    if (isData(path)) return;
    if (!path.endsWith(".md")) return;
    const titles = text
      .split("\n")
      .filter(isOutsideFence())
      .filter((line) => line.startsWith("# "));
    if (titles.length !== 1)
      yield { line: 1, says: `${titles.length} titles: begin with one "# …", and use "##" below` };
  },
  examples: {
    good: [{ path: "docs/a.md", text: "# A\n\n## B\n\n```sh\n# a comment\n```\n" }],
    bad: [
      { path: "docs/a.md", text: "## A\n" },
      { path: "README.md", text: "# A\n\n# B\n" },
    ],
  },
};
