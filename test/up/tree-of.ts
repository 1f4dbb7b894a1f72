import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";

/** All that is in a folder: path -> what it is and a mark of what is in it, sorted. */
export const treeOf = (root: string): Record<string, string> => {
  const tree: Record<string, string> = {};
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" }).sort()) {
    const path = `${root}/${name}`;
    const found = lstatSync(path);
    const mark = found.isFile()
      ? createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 12)
      : "folder";
    tree[name] = `${mark} ${(found.mode & 0o777).toString(8)}`;
  }
  return tree;
};
