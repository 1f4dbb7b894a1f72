import { join } from "node:path";
import { structuredPatch } from "diff";
import { readText } from "#plinth/host/store.ts";
import type { Changes, Place } from "./changes.ts";

/** Lines that differ, with a few around them. Line numbers begin at 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each begins with ` ` (both have it), `-` (on disk) or `+` (wanted). */
  readonly lines: readonly string[];
}

/** A file that would change, by lines. */
export interface FilePatch {
  readonly path: string;
  readonly hunks: readonly Hunk[];
}

const around = 3;

/** For each changed file, what a synth would change in it now: from what is on disk. */
export const filePatches = (
  { changed }: Changes,
  wanted: ReadonlyMap<string, string>,
  { folder }: Place,
): readonly FilePatch[] =>
  changed.map((path) => {
    const old = readText(join(folder, path)) ?? "";
    const { hunks } = structuredPatch(path, path, old, wanted.get(path) ?? "", "", "", {
      context: around,
    });
    return {
      path,
      hunks: hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
        ...{ oldStart, oldLines, newStart, newLines, lines },
      })),
    };
  });
