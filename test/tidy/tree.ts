import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { blank } from "./blank.ts";
import { type Example, isTypeScript, type SourceFile, type Tree } from "./check.ts";

export const sourceFile = (path: string, text: string): SourceFile => ({
  path,
  text,
  code: isTypeScript(path) ? blank(text) : text,
});

/** What git knows, and what it would if asked to add everything. */
export const treeAt = (root: string): Tree => {
  const list = ["git", "ls-files", "--cached", "--others", "--exclude-standard"];
  const { stdout, success } = Bun.spawnSync(list, { cwd: root });
  if (!success) throw new Error(`"${root}" is not a git checkout, so its files are not known`);
  const all = stdout.toString().trim().split("\n");
  const paths = all.filter((path) =>
    statSync(join(root, path), { throwIfNoEntry: false })?.isFile(),
  );
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  return { paths, textOf: (path) => (paths.includes(path) ? read(path) : undefined) };
};

/** The tree that an example stands in. */
export const treeOf = ({ path, text, others = {} }: Example): Tree => {
  const files = new Map([...Object.entries(others), [path, text]]);
  return { paths: [...files.keys()], textOf: (each) => files.get(each) };
};
