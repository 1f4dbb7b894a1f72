import { matches, type TidyCheck } from "../check.ts";

// Put together, so that this file does not find itself.
const slash = "/";
const places = ["work", "root", "Users/[\\w.]+", "home/[\\w.]+"].join("|");
const machinePath = new RegExp(`(?<![\\w.:}*>-])${slash}(${places})${slash}`);
const registryHost = new RegExp(
  ["registry\\.npmjs", "registry\\.yarnpkg", "pypi\\.org", "crates\\.io"].join("|"),
);

export const machinePaths: TidyCheck = {
  id: "machine-paths",
  why: "What names one machine's folders or one network's registry is wrong on every other.",
  *find({ path, text }) {
    if (/\.(gz|png|woff2?)$/.test(path) || path === "test/tidy/checks/machine-paths.ts") return;
    for (const { line, match } of matches(text, machinePath))
      yield { line, says: `"${match}": make it relative, or find it at run time` };
    for (const { line, match } of matches(text, registryHost))
      yield { line, says: `"${match}": which registry is the user's choice` };
  },
  examples: {
    good: [
      { path: "src/a.ts", text: 'const a = "./work/a"; const b = `${dir}/root/b`;' },
      { path: "README.md", text: "# A\n\nsee https://example.org/work/1\n" },
    ],
    bad: [
      { path: "src/a.ts", text: 'const a = "/root/a";' },
      { path: "docs/a.md", text: "# A\n\ncd /home/jane/plinth\n" },
      { path: "package-lock.json", text: '{ "resolved": "https://registry.npmjs.org/a" }' },
    ],
  },
};
