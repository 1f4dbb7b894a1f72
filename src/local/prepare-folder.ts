import { codeOf, makeFolder, remove, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";

/** Room that a copy's state needs at least, bytes. */
const probeBytes = 64 * 1024;

/** A folder for the state that can be written to. @throws Refusal when there can be none */
export const prepareFolder = (folder: string): void => {
  try {
    makeFolder(folder);
    writeText(`${folder}/../.gitignore`, "*\n");
    writeText(`${folder}/.probe`, "x".repeat(probeBytes));
    remove(`${folder}/.probe`);
  } catch (cause) {
    const why: Readonly<Record<string, string>> = {
      ENOSPC: "the disk is full; free some space",
      EACCES: "it may not be written to; change its permissions, or run elsewhere",
      EROFS: "the file system is read-only; run elsewhere",
      ENOTDIR: "a part of the path is a file; move it away",
      EEXIST: "a part of the path is a file; move it away",
    };
    const code = codeOf(cause) ?? "";
    const says = why[code] ?? (cause as Error).message;
    throw new Refusal("environment", `state cannot be kept in "${folder}": ${says}`, { cause });
  }
};
