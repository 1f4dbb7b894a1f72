import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import type { KubernetesPatch } from "#plinth/model/kubernetes-patch.ts";
import { isRef } from "#plinth/model/ref.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node } from "#plinth/model/system.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isRef(value);

const nameIn = (value: unknown): unknown => (isFields(value) ? value.name : undefined);

const isNamed = (list: unknown): list is readonly Fields[] =>
  Array.isArray(list) && list.every((entry) => typeof nameIn(entry) === "string");

const mergedLists = (old: readonly Fields[], set: readonly Fields[]): readonly unknown[] => [
  ...old.map((entry) => merged(entry, set.find(({ name }) => name === entry.name) ?? {})),
  ...set.filter(({ name }) => old.every((entry) => entry.name !== name)),
];

const merged = (old: unknown, set: unknown): unknown => {
  if (isNamed(old) && isNamed(set)) return mergedLists(old, set);
  if (!isFields(set)) return set;
  const fields = isFields(old) ? { ...old } : {};
  for (const [key, value] of Object.entries(set)) {
    if (value === null) delete fields[key];
    else fields[key] = merged(fields[key], value);
  }
  return fields;
};

const patchesOf = ({ props }: Node): readonly KubernetesPatch[] => {
  const { patch } = props;
  const patches = isFields(patch) ? patch.kubernetes : undefined;
  // The builder has taken these from properties that the compiler has seen.
  return Array.isArray(patches) ? (patches as readonly KubernetesPatch[]) : [];
};

/**
 * The objects of a node with the patches that its author wrote.
 * @throws Refusal when a patch is for an object that is not there, or could be for several
 */
export const patched = (
  node: Node,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] =>
  patchesOf(node).reduce((before, { kind, name, set }) => {
    const meant = before.filter(
      ({ kind: its, metadata }) => its === kind && (name === undefined || metadata.name === name),
    );
    if (meant.length !== 1) {
      const what = `${kind}${name === undefined ? "" : ` "${name}"`}`;
      const all = before.map((object) => `${object.kind} "${object.metadata.name}"`).join(", ");
      const says = `"${node.id}" patches ${what}, of which it has ${meant.length}`;
      throw new Refusal("model", `${says}; it has ${all || "no objects"}`);
    }
    return before.map((object) =>
      // What a patch makes of an object is the author's affair; its kind stays.
      object === meant[0] ? (merged(object, set) as KubernetesObject) : object,
    );
  }, objects);
