import { isRef } from "#plinth/model/ref.ts";
import { isExpression } from "#plinth/model/terraform-block.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A record of fields, and no value that stands for another. */
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !isRef(value) &&
  !isExpression(value);

const nameIn = (value: unknown): unknown => (isFields(value) ? value.name : undefined);

const isNamed = (list: unknown): list is readonly Fields[] =>
  Array.isArray(list) && list.every((entry) => typeof nameIn(entry) === "string");

const mergedLists = (old: readonly Fields[], set: readonly Fields[]): readonly unknown[] => [
  ...old.map((entry) => merged(entry, set.find(({ name }) => name === entry.name) ?? {})),
  ...set.filter(({ name }) => old.every((entry) => entry.name !== name)),
];

/**
 * What a patch makes of a value: records are merged, lists of named things by name; everything else
 * is replaced, and `null` takes a field away.
 */
export const merged = (old: unknown, set: unknown): unknown => {
  if (isNamed(old) && isNamed(set)) return mergedLists(old, set);
  if (!isFields(set)) return set;
  const fields = isFields(old) ? { ...old } : {};
  for (const [key, value] of Object.entries(set)) {
    if (value === null) delete fields[key];
    else fields[key] = merged(fields[key], value);
  }
  return fields;
};

/** The patches of one form that an author wrote on a thing. */
export const patchesOf = <Patch>(
  { props }: { readonly props: Fields },
  form: "kubernetes" | "terraform",
): readonly Patch[] => {
  const { patch } = props;
  const patches = isFields(patch) ? patch[form] : undefined;
  // The builder has taken these from properties that the compiler has seen.
  return Array.isArray(patches) ? (patches as readonly Patch[]) : [];
};
