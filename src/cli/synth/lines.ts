import { type Changes, isSame } from "./changes.ts";

/** What is said of a file that is not as it was written. */
export const byHand = "changed by hand";

/** What a synth did, would do, or found. */
export type Mode = "write" | "dry-run" | "check";

/** Files by what becomes of them, one a line. */
const fileLines = ({ added, changed, removed, edited }: Changes): readonly string[] => {
  const noted = (path: string): string => (edited.includes(path) ? `${path} (${byHand})` : path);
  return [
    ...added.map((path) => `+ ${path}`),
    ...changed.map((path) => `~ ${noted(path)}`),
    ...removed.map((path) => `- ${noted(path)}`),
  ];
};

const countsOf = ({ added, changed, removed }: Changes): string =>
  Object.entries({ added, changed, removed })
    .flatMap(([what, { length }]) => (length > 0 ? `${length} ${what}` : []))
    .join(", ");

/** A synth as somebody reads it: each file where nothing was written, else how many. */
export const synthLines = (
  shown: string,
  mode: Mode,
  files: number,
  changes: Changes,
): readonly string[] => {
  if (isSame(changes)) return [`${shown} is up to date: ${files} files`];
  const counts = countsOf(changes);
  if (mode === "write") return [`wrote ${shown}: ${files} files (${counts})`];
  if (mode === "dry-run") return [...fileLines(changes), `would write ${shown}: ${counts}`];
  return [...fileLines(changes), `${shown} is not what synth would write: ${counts}`];
};
