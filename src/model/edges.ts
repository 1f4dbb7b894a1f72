import type { AnyKind } from "./kind.ts";
import { isRef, isTalksTo, type Ref } from "./ref.ts";
import { compareText } from "./sorted.ts";
import type { Edge, Node } from "./system.ts";

/** A reference in use. */
interface Use {
  readonly ref: Ref;
  /** The path at which it stands, e.g. `env.DATABASE_URL`. */
  readonly at: string;
  readonly waits: boolean;
}

const gather = (value: unknown, at: string, uses: Use[]): void => {
  // Most values are no records and no lists: for those no path is made.
  if (typeof value !== "object" || value === null) return;
  if (isRef(value)) uses.push({ ref: value, at, waits: true });
  else if (isTalksTo(value)) uses.push({ ref: value.talksTo, at, waits: false });
  else if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) {
      if (typeof entry === "object") gather(entry, `${at}[${i}]`, uses);
    }
  } else {
    const record = value as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(record)) {
      const entry = record[key];
      if (typeof entry === "object") gather(entry, at === "" ? key : `${at}.${key}`, uses);
    }
  }
};

/** References below a value, in the order in which they stand there. */
export const refsIn = (value: unknown, at = ""): readonly Use[] => {
  const uses: Use[] = [];
  gather(value, at, uses);
  return uses;
};

/** The edges that a node's properties declare by using references, by what they lead to. */
export const edgesOf = (node: Node, kind: AnyKind | undefined): Edge[] =>
  refsIn(node.props)
    .map(({ ref, at, waits }) => {
      const property = /^[^.[]+/.exec(at)?.[0] ?? "";
      const decides = property === "needs" || (kind?.startsAfter?.includes(property) ?? false);
      return Object.freeze({
        at,
        from: node.id,
        needs: waits && decides,
        output: ref.output,
        to: ref.ref,
      });
    })
    .sort((a, b) => compareText(a.to, b.to) || compareText(a.at, b.at));
