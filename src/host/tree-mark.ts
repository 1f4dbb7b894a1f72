import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";

/** Names of what programs write beside their source as they run, and of what is not theirs. */
export const notSource =
  /^(\.|node_modules$|__pycache__$|target$|dist$|coverage$)|\.(log|pid|tmp|pyc|db|sqlite3?)(-\w+)?$/;

/** A larger file is told by its size and time, bytes. */
const readBytesMax = 1024 ** 2;

/** No more files than this are looked at. */
const filesMax = 5_000;

function* filesBelow(path: string): Generator<string> {
  const folders = [path];
  for (const folder of folders) {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (notSource.test(entry.name)) continue;
      if (entry.isDirectory()) folders.push(`${folder}/${entry.name}`);
      else if (entry.isFile()) yield `${folder}/${entry.name}`;
    }
  }
}

/**
 * What tells one state of source files from another: changes when what is in them does, and not when
 * they are merely touched. Files that go away meanwhile are left out.
 */
export const treeMark = (paths: readonly string[]): string => {
  const hash = createHash("sha256");
  let count = 0;
  for (const path of paths) {
    try {
      const files = statSync(path).isDirectory() ? filesBelow(path) : [path];
      for (const file of files) {
        if (++count > filesMax) break;
        const { size, mtimeMs } = statSync(file);
        hash
          .update(`${file}\0`)
          .update(size > readBytesMax ? `${size} ${mtimeMs}` : readFileSync(file));
      }
    } catch {
      hash.update("gone");
    }
  }
  return hash.digest("hex").slice(0, 16);
};
