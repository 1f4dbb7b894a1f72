import { isData, isTest, matches, type TidyCheck } from "../check.ts";

export const systemNames: TidyCheck = {
  id: "system-names",
  why: "Plinth is general: what is only true of one system belongs in that system's folder.",
  *find({ path, text }, { paths }) {
    if (!path.startsWith("src/") || isTest(path) || isData(path)) return;
    const names = new Set(paths.flatMap((each) => /^systems\/([^/]+)\//.exec(each)?.[1] ?? []));
    for (const name of names)
      for (const { line } of matches(text, new RegExp(`\\b${name}\\b`)))
        yield { line, says: `names the system "${name}"` };
  },
  examples: {
    good: [
      { path: "src/a.ts", text: "// any system", others: { "systems/my-shop/system.ts": "" } },
      { path: "src/a.test.ts", text: '"my-shop"', others: { "systems/my-shop/system.ts": "" } },
    ],
    bad: [{ path: "src/a.ts", text: '"my-shop"', others: { "systems/my-shop/system.ts": "" } }],
  },
};
