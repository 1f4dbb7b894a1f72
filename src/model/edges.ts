import type { AnyKind } from "./kind.ts";
import { isRef, isTalksTo, type Ref } from "./ref.ts";
import type { Edge, Node } from "./system.ts";

/** References below a value with the path at which each stands, in order of path. */
function* refsIn(value: unknown, at: string): Generator<{ ref: Ref; at: string; waits: boolean }> {
  if (isRef(value)) yield { ref: value, at, waits: true };
  else if (isTalksTo(value)) yield { ref: value.talksTo, at, waits: false };
  else if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) yield* refsIn(entry, `${at}[${i}]`);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      yield* refsIn(entry, at === "" ? key : `${at}.${key}`);
    }
  }
}

/** The edges that a node's properties declare by using references. */
export const edgesOf = (node: Node, kind: AnyKind | undefined): Edge[] =>
  [...refsIn(node.props, "")].map(({ ref, at, waits }) => {
    const property = /^[^.[]+/.exec(at)?.[0] ?? "";
    const decides = property === "needs" || (kind?.startsAfter?.includes(property) ?? false);
    return Object.freeze({
      from: node.id,
      to: ref.ref,
      output: ref.output,
      at,
      needs: waits && decides,
    });
  });
