import type { TidyCheck } from "../check.ts";

export const changelogEntry: TidyCheck = {
  id: "changelog-entry",
  why: "Who upgrades reads the changelog; a version without an entry is a surprise.",
  *find({ path, text }, { textOf }) {
    if (path !== "package.json") return;
    const { version } = JSON.parse(text);
    const entry = new RegExp(`^## ${String(version).replaceAll(".", "\\.")}\\b`, "m");
    if (!entry.test(textOf("CHANGELOG.md") ?? ""))
      yield {
        line: 1,
        says: `CHANGELOG.md has no "## ${version}": write what a user would notice`,
      };
  },
  examples: {
    good: [
      {
        path: "package.json",
        text: '{ "version": "1.2.3" }',
        others: { "CHANGELOG.md": "# Changelog\n\n## 1.2.3\n" },
      },
    ],
    bad: [
      {
        path: "package.json",
        text: '{ "version": "1.2.3" }',
        others: { "CHANGELOG.md": "# Changelog\n\n## 1.2.30\n" },
      },
      { path: "package.json", text: '{ "version": "1.2.3" }' },
    ],
  },
};
