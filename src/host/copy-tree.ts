import { constants } from "node:fs";
import { copyFile, mkdir, readdir, stat } from "node:fs/promises";
import { codeOf } from "./store.ts";

/**
 * Copies a folder that somebody may be writing in: what vanishes meanwhile is left out. Blocks are
 * shared with the original where the file system can (reflinks). `skips` is asked with paths relative
 * to the folder; of a folder that is skipped the empty folder is copied. Returns the bytes copied.
 */
export const copyTree = async (
  from: string,
  to: string,
  skips: (path: string) => boolean,
  below = "",
): Promise<number> => {
  await mkdir(`${to}/${below}`, { recursive: true, mode: 0o700 });
  let bytes = 0;
  for (const entry of await readdir(`${from}/${below}`, { withFileTypes: true })) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    const isSkipped = skips(path);
    if (entry.isDirectory()) {
      bytes += await copyTree(from, to, (inner) => isSkipped || skips(inner), path);
    } else if (entry.isFile() && !isSkipped) bytes += await copyOne(from, to, path);
  }
  return bytes;
};

const copyOne = async (from: string, to: string, path: string): Promise<number> => {
  try {
    await copyFile(`${from}/${path}`, `${to}/${path}`, constants.COPYFILE_FICLONE);
    return (await stat(`${to}/${path}`)).size;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
};
