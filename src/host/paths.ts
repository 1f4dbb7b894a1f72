import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/** What is at a path: followed through links; nothing when there is none or we may not look. */
const kindOf = (path: string): "file" | "folder" | "other" | undefined => {
  try {
    const found = statSync(path);
    return found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
  } catch {
    return undefined;
  }
};

export const isFile = (path: string): boolean => kindOf(path) === "file";

export const isFolder = (path: string): boolean => kindOf(path) === "folder";

/** Whether there is anything at the path, a link that leads nowhere included. */
export const isTaken = (path: string): boolean => {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
};

/** Names of the folders in a folder, sorted; none when it cannot be read. */
export const foldersIn = (path: string): string[] => {
  try {
    return readdirSync(path)
      .filter((name) => isFolder(`${path}/${name}`))
      .sort();
  } catch {
    return [];
  }
};

/** Names of the files in a folder, sorted; none when it cannot be read. */
export const filesIn = (path: string): string[] => {
  try {
    return readdirSync(path)
      .filter((name) => isFile(`${path}/${name}`))
      .sort();
  } catch {
    return [];
  }
};

/** Folders below `root` that a pattern of npm's `workspaces` means, relative to it, sorted. */
export const foldersLike = (root: string, pattern: string): string[] => {
  const files = new Bun.Glob(`${pattern.replace(/\/+$/, "")}/package.json`).scanSync({ cwd: root });
  return [...files]
    .filter((file) => !file.split("/").includes("node_modules"))
    .map((file) => dirname(file).replace(/^\.\//, ""))
    .sort();
};

/** Writes a file that is not there yet, and the folders above it. False: there is one. */
export const writeNew = (path: string, text: string): boolean => {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
};

/** Whether we may write in a folder; asked without writing. */
export const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
