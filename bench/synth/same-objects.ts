import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** With keys in one order, so that two ways to write one object give one text. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, canonical(entry)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Every object in the YAML files below a folder as one text, sorted; kustomizations are no objects. */
const objectsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml") && !path.endsWith("kustomization.yaml"))
    .flatMap((path) => Bun.YAML.parse(readFileSync(join(folder, path), "utf8")))
    .map((object) => JSON.stringify(canonical(object)))
    .sort();

/** The first object that is in one folder only; undefined when both hold the same. */
export const firstDifference = (a: string, b: string): string | undefined => {
  const [ours, theirs] = [objectsIn(a), objectsIn(b)];
  const [inOurs, inTheirs] = [new Set(ours), new Set(theirs)];
  const only =
    ours.find((object) => !inTheirs.has(object)) ?? theirs.find((object) => !inOurs.has(object));
  if (only !== undefined) return `${inOurs.has(only) ? a : b} alone has ${only}`;
  if (ours.length === theirs.length) return undefined;
  return `${a} has ${ours.length} objects, ${b} ${theirs.length}`;
};
