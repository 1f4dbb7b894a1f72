import { join } from "node:path";
import { structuredPatch } from "diff";
import { readText } from "#plinth/host/store.ts";
import type { Changes, Place } from "./changes.ts";
import { modelFile } from "./wanted.ts";

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
  /** Left out: so many lines differ that to find the fewest would take longer than to read the file. */
  readonly hunks?: readonly Hunk[];
}

const around = 3;

/**
 * Lines taken out and put in beyond which nobody looks for the fewest: that takes time by the square
 * of them, 0.3 s here and a minute at ten times as many.
 */
const mostEdits = 1_000;

/** For each changed file but the model's own, what a synth would change in it now. */
export const filePatches = (
  { changed }: Changes,
  wanted: ReadonlyMap<string, string>,
  { folder }: Place,
): readonly FilePatch[] =>
  changed
    .filter((path) => path !== modelFile)
    .map((path) => {
      const old = readText(join(folder, path)) ?? "";
      const patch = structuredPatch(path, path, old, wanted.get(path) ?? "", "", "", {
        context: around,
        maxEditLength: mostEdits,
      });
      const hunks = patch?.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
        ...{ oldStart, oldLines, newStart, newLines, lines },
      }));
      return { path, ...(hunks && { hunks }) };
    });
