import { codeOf, exists, makeFolder, namesIn, remove, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/** Room that a copy's state needs at least, bytes. */
const probeBytes = 64 * 1024;

/** What keeps a file from being written, by the operating system's code. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full; free some space",
  EDQUOT: "the disk quota is used up; free some space",
  EACCES: "it may not be written to; change its permissions, or run elsewhere",
  EPERM: "it may not be written to; change its permissions, or run elsewhere",
  EROFS: "the file system is read-only; run elsewhere",
  ENOTDIR: "a part of the path is a file; move it away",
  EEXIST: "a part of the path is a file; move it away",
};

/** Why state cannot be kept in a folder, when that is what an error says. */
export const whyNotKept = (folder: string, cause: unknown): Refusal | undefined => {
  const why = reasons[codeOf(cause) ?? ""];
  if (why === undefined) return undefined;
  return new Refusal("environment", `state cannot be kept in "${folder}": ${why}`, { cause });
};

/**
 * A folder for the state that can be written to. Returns how to take back what was made for it.
 * @throws Refusal when there can be none; nothing was made then
 */
export const prepareFolder = (folder: string): (() => void) => {
  const all = folder.slice(0, folder.lastIndexOf("/"));
  const [hadAll, had] = [exists(all), exists(folder)];
  const undo = (): void => {
    if (!had && exists(folder)) remove(folder);
    if (!hadAll && exists(all) && namesIn(all).every((name) => name === ".gitignore")) remove(all);
  };
  try {
    makeFolder(folder);
    writeText(`${folder}/.probe`, "x".repeat(probeBytes));
    remove(`${folder}/.probe`);
    if (!exists(`${all}/.gitignore`)) writeText(`${all}/.gitignore`, "*\n");
    return undo;
  } catch (cause) {
    undo();
    throw whyNotKept(folder, cause) ?? cause;
  }
};
