import { dirname, join } from "node:path";
import { writeNewFolder } from "#plinth/host/new-folder.ts";
import { isTaken } from "#plinth/host/paths.ts";
import { codeOf, makeFolder, namesIn, remove, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { System } from "#plinth/model/system.ts";
import type { Changes, Place } from "./changes.ts";
import { digestsOf, manifestFile, writeManifest } from "./manifest.ts";

/** Removes a file, and the folders above it that nothing is left in. */
const removeFile = (folder: string, path: string): void => {
  remove(join(folder, path));
  for (let above = dirname(path); above !== "."; above = dirname(above)) {
    if (namesIn(join(folder, above)).length > 0) return;
    remove(join(folder, above));
  }
};

const write = (
  { folder }: Place,
  { name: system, profile }: System,
  wanted: ReadonlyMap<string, string>,
  { before, added, changed, removed }: Changes,
): void => {
  const files = digestsOf(wanted);
  if (!isTaken(folder)) {
    writeNewFolder(folder, [...wanted, manifestFile({ system, profile, files })]);
    return;
  }
  makeFolder(folder, 0o755);
  // Whoever is interrupted here leaves a list of all that may be ours, and the next one goes on.
  const old = { ...before?.writing, ...before?.files };
  writeManifest(folder, { system, profile, files: old, writing: files });
  for (const path of removed) removeFile(folder, path);
  for (const path of [...added, ...changed]) {
    makeFolder(dirname(join(folder, path)), 0o755);
    writeText(join(folder, path), wanted.get(path) ?? "", 0o644);
  }
  writeManifest(folder, { system, profile, files });
};

/**
 * Makes a folder be what is wanted: each file is there whole or not at all, and so is a new folder.
 * @throws Refusal
 */
export const writeChanges = (...what: Parameters<typeof write>): void => {
  try {
    write(...what);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    const says = `"${what[0].shown}" cannot be written (${code})`;
    throw new Refusal("environment", `${says}; make room or name another folder with --out`, {
      cause,
    });
  }
};
