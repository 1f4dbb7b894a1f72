import type { Changes } from "./changes.ts";
import { fileLines } from "./lines.ts";
import type { ModelChange, PropertyChange } from "./model-changes.ts";

const signs = { added: "+", changed: "~", removed: "-" } as const;

const propertyLine = ({ property, before, after }: PropertyChange): string => {
  const shown = (value: PropertyChange["before"]): string =>
    value === undefined ? "(none)" : JSON.stringify(value);
  if (before === undefined) return `    ${property}: ${shown(after)}`;
  return `    ${property}: ${shown(before)} -> ${shown(after)}`;
};

const thingLines = ({ change, kind, id, properties }: ModelChange): readonly string[] => [
  `${signs[change]} ${kind} ${id}`,
  // What is gone is said by its name alone.
  ...(change === "removed" ? [] : properties.map(propertyLine)),
];

/** What would change since the last synth: the model first, the files that follow from it second. */
export const diffLines = (model: readonly ModelChange[], files: Changes): readonly string[] => {
  const changed = fileLines(files);
  if (model.length + changed.length === 0) return ["nothing changed since the last synth"];
  return [
    ...(model.length > 0 ? ["model:", ...model.flatMap(thingLines).map(indented)] : []),
    ...(changed.length > 0 ? ["files:", ...changed.map(indented)] : []),
  ];
};

const indented = (line: string): string => `  ${line}`;
