import type { Colours } from "../render/colours.ts";
import { type Changes, isSame } from "./changes.ts";
import type { FilePatch, Hunk } from "./file-patches.ts";
import { byHand } from "./lines.ts";
import type { ModelChange, PropertyChange } from "./model-changes.ts";

const signs = { added: "+", changed: "~", removed: "-" } as const;

type Change = keyof typeof signs;

const signed = (change: Change, text: string, colours: Colours): string => {
  const paint = { added: colours.green, changed: colours.yellow, removed: colours.red }[change];
  return `${paint(signs[change])} ${text}`;
};

const propertyLine = ({ property, before, after }: PropertyChange): string => {
  const shown = (value: PropertyChange["before"]): string =>
    value === undefined ? "(none)" : JSON.stringify(value);
  if (before === undefined) return `    ${property}: ${shown(after)}`;
  return `    ${property}: ${shown(before)} -> ${shown(after)}`;
};

const thingLines = (
  { change, kind, id, properties }: ModelChange,
  colours: Colours,
): readonly string[] => [
  signed(change, `${kind} ${colours.bold(id)}`, colours),
  // What is gone is said by its name alone.
  ...(change === "removed" ? [] : properties.map(propertyLine)),
];

const hunkLines = (hunk: Hunk, colours: Colours): readonly string[] => {
  const { oldStart, oldLines, newStart, newLines, lines } = hunk;
  const painted = lines.map((line) => {
    if (line.startsWith("+")) return colours.green(line);
    return line.startsWith("-") ? colours.red(line) : line;
  });
  const at = `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`;
  return [colours.cyan(at), ...painted].map((line) => (line === " " ? "" : `    ${line}`));
};

/** Files with their changed lines, where these were asked for. */
const fileLines = (files: Changes, patches: readonly FilePatch[], colours: Colours): string[] => {
  const named = (change: Change, path: string): string => {
    const note = files.edited.includes(path) ? ` ${colours.bold(`(${byHand})`)}` : "";
    return signed(change, `${path}${note}`, colours);
  };
  const byPath = new Map(patches.map((patch) => [patch.path, patch]));
  return [
    ...files.added.map((path) => named("added", path)),
    ...files.changed.flatMap((path) => {
      const patch = byPath.get(path);
      if (!patch) return [named("changed", path)];
      const lines = patch.hunks?.flatMap((hunk) => hunkLines(hunk, colours));
      return [named("changed", path), ...(lines ?? ["    too many lines differ to show which"])];
    }),
    ...files.removed.map((path) => named("removed", path)),
  ];
};

/** What would change since the last synth: the model first, the files that follow from it second. */
export const diffLines = (
  model: readonly ModelChange[],
  files: Changes,
  patches: readonly FilePatch[],
  colours: Colours,
): readonly string[] => {
  if (model.length === 0 && isSame(files)) return ["nothing changed since the last synth"];
  const changed = fileLines(files, patches, colours);
  const things = model.flatMap((change) => thingLines(change, colours));
  return [
    ...(things.length > 0 ? [colours.bold("model:"), ...things.map(indented)] : []),
    ...(changed.length > 0 ? [colours.bold("files:"), ...changed.map(indented)] : []),
  ];
};

const indented = (line: string): string => (line === "" ? line : `  ${line}`);
