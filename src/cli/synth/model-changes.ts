import type { SystemJson } from "#plinth/model/json.ts";
import { isRef } from "#plinth/model/ref.ts";
import { compareText } from "#plinth/model/sorted.ts";

/** A value that is not a record or a list of others; a reference counts as one. */
type Leaf = string | number | boolean | null;

/** One property that is not what it was. */
export interface PropertyChange {
  /** The path in the properties, e.g. `scale.max`. */
  readonly property: string;
  /** Left out: it was not there. */
  readonly before?: Leaf;
  /** Left out: it is not there any more. */
  readonly after?: Leaf;
}

/** One thing of a system, or one statement, that is not what it was. */
export interface ModelChange {
  readonly change: "added" | "changed" | "removed";
  /** The kind of a node, or the type of a statement. */
  readonly kind: string;
  readonly id: string;
  readonly properties: readonly PropertyChange[];
}

interface Thing {
  readonly kind: string;
  readonly id: string;
  readonly leaves: ReadonlyMap<string, Leaf>;
}

function* leavesOf(value: unknown, at = ""): Generator<readonly [string, Leaf]> {
  if (isRef(value)) yield [at, value.ref + (value.output && `.${value.output}`)];
  else if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) yield* leavesOf(entry, `${at}[${i}]`);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      yield* leavesOf(entry, at === "" ? key : `${at}.${key}`);
    }
  } else yield [at, value as Leaf];
}

const thingsOf = ({ nodes, statements }: SystemJson): ReadonlyMap<string, Thing> => {
  const things = [
    ...nodes.map(({ id, kind, phase, props }) => ({ kind, id, holds: { ...props, phase } })),
    ...statements.map(({ id, type, phase, says }) => ({
      kind: type,
      id,
      holds: { ...says, phase },
    })),
  ];
  return new Map(
    things.map(({ kind, id, holds }) => [
      // Nodes and statements may be called the same; a node of another kind is another thing.
      `${id} ${kind}`,
      { kind, id, leaves: new Map(leavesOf(holds)) },
    ]),
  );
};

const between = (
  before: Thing["leaves"] | undefined,
  after: Thing["leaves"] | undefined,
): readonly PropertyChange[] =>
  [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
    .sort(compareText)
    .flatMap((property) => {
      const [was, is] = [before?.get(property), after?.get(property)];
      if (was === is) return [];
      return {
        property,
        ...(was !== undefined && { before: was }),
        ...(is !== undefined && { after: is }),
      };
    });

/** What became of a model, by id: each thing with the properties that differ. */
export const modelChanges = (before: SystemJson, after: SystemJson): readonly ModelChange[] => {
  const [old, now] = [thingsOf(before), thingsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort(compareText).flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const thing = is ?? was;
    const properties = between(was?.leaves, is?.leaves);
    if (!thing || (was && is && properties.length === 0)) return [];
    const change = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    return { change, kind: thing.kind, id: thing.id, properties };
  });
};
