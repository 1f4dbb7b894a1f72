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

/** References below a value. */
export function* refsIn(value: unknown, at = ""): Generator<Use> {
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

/** The edges that a node's properties declare by using references, by what they lead to. */
export const edgesOf = (node: Node, kind: AnyKind | undefined): Edge[] =>
  [...refsIn(node.props)]
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
