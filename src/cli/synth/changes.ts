import { join } from "node:path";
import { isFile, isTaken } from "#plinth/host/paths.ts";
import { namesIn, readText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { compareText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import { isLeftToOthers } from "#plinth/outputs/files.ts";
import { isOurs, type Manifest, readManifest } from "./manifest.ts";

/** What a synth does to a folder, as paths within it, sorted. */
export interface Changes {
  /** What the last synth into this folder wrote; undefined when there was none. */
  readonly before: Manifest | undefined;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Of the changed and the removed, those that somebody else wrote to since the last synth. */
  readonly edited: readonly string[];
  /** What stands in a folder into which no synth has written, by a name of it; none in an empty one. */
  readonly foreign?: string;
}

export const isSame = ({ added, changed, removed }: Changes): boolean =>
  added.length + changed.length + removed.length === 0;

/** The paths above one, from the folder down: `a/b/c` -> `a`, `a/b`. */
const above = (path: string): readonly string[] => {
  const parts = path.split("/");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("/"));
};

/** Whatever stands where a file is to go and was not written by an earlier synth is not touched. */
const refuseForeign = (
  wanted: ReadonlyMap<string, string>,
  ours: ReadonlySet<string>,
  { folder, shown }: Place,
): void => {
  const inTheWay = (path: string): boolean => {
    const full = join(folder, path);
    if (!isTaken(full)) return false;
    return isFile(full) ? !ours.has(path) && readText(full) !== wanted.get(path) : true;
  };
  const folders = new Set([...wanted.keys()].flatMap(above));
  const found =
    [...folders].find((path) => isFile(join(folder, path)) && !ours.has(path)) ??
    [...wanted.keys()].find(inTheWay);
  if (found === undefined) return;
  const says = `"${shown}/${found}" was not written by synth, and is not overwritten`;
  throw new Refusal("usage", `${says}; move it, or name another folder with --out`);
};

/** A folder, and how it is called where somebody reads it. */
export interface Place {
  readonly folder: string;
  readonly shown: string;
}

/**
 * Compares a folder with what is to be in it, and writes nothing.
 * @throws Refusal when it holds another system, or something in the way that is not ours
 */
export const changesIn = (
  place: Place,
  system: System,
  wanted: ReadonlyMap<string, string>,
): Changes => {
  const { folder, shown } = place;
  if (!isTaken(folder)) {
    const added = [...wanted.keys()];
    return { before: undefined, added, changed: [], removed: [], edited: [] };
  }
  if (isFile(folder)) {
    throw new Refusal("usage", `"${shown}" is a file; name a folder with --out`);
  }
  const before = readManifest(folder, shown);
  if (before && (before.system !== system.name || before.profile !== system.profile)) {
    const says = `"${shown}" holds "${before.system}" in profile "${before.profile}"`;
    throw new Refusal("usage", `${says}; name another folder with --out`);
  }
  const ours = new Set(Object.keys({ ...before?.files, ...before?.writing }));
  refuseForeign(wanted, ours, place);
  const onDisk = (path: string): string | undefined =>
    isFile(join(folder, path)) ? readText(join(folder, path)) : undefined;
  const added: string[] = [];
  const changed: string[] = [];
  for (const [path, text] of wanted) {
    const found = onDisk(path);
    if (found === undefined) added.push(path);
    else if (found !== text && !isLeftToOthers(path)) changed.push(path);
  }
  const removed = [...ours]
    .filter((path) => !wanted.has(path) && isFile(join(folder, path)))
    .sort(compareText);
  const edited = [...changed, ...removed].filter((path) => {
    const text = onDisk(path);
    return before !== undefined && text !== undefined && !isOurs(before, path, text);
  });
  const [foreign] = before ? [] : namesIn(folder).filter((name) => name !== ".git");
  return {
    before,
    added,
    changed,
    removed,
    edited: edited.sort(compareText),
    ...(foreign !== undefined && { foreign }),
  };
};

/** A folder of somebody else, a project or `/`, gets files only when they say so. @throws Refusal */
export const refuseForeignFolder = ({ foreign }: Changes, { shown }: Place): void => {
  if (foreign === undefined) return;
  const says = `"${shown}" holds what synth did not write, such as "${foreign}"`;
  const remedy = "name another folder with --out, or write beside that with --force";
  throw new Refusal("usage", `${says}; ${remedy}`);
};

/** What somebody wrote there by hand is lost only when they say so. @throws Refusal */
export const refuseEdited = ({ edited }: Changes, { shown }: Place): void => {
  if (edited.length === 0) return;
  const what = edited.length === 1 ? "a file" : `${edited.length} files`;
  const remedy =
    'say it in the system instead (a "patch" can change any object), or overwrite with --force; ' +
    "plinth diff shows what would be lost";
  throw new Refusal(
    "usage",
    `${what} in "${shown}" changed by hand since the last synth: ${remedy}`,
    { details: edited.map((path) => `${shown}/${path}`) },
  );
};
