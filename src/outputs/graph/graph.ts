import { compareText } from "#plinth/model/sorted.ts";
import type { Edge, Node, System } from "#plinth/model/system.ts";

/** A system as boxes in boxes with arrows between: what every drawing of it starts from. */
export interface Graph {
  readonly name: string;
  /** The outermost boxes, sorted by id. */
  readonly boxes: readonly Box[];
  /** Sorted by ends; one for each pair. */
  readonly arrows: readonly Arrow[];
}

export interface Box {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly isPlanned: boolean;
  /** Sorted by id; none for a leaf. */
  readonly inside: readonly Box[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** What is used: outputs, paths, or the properties that name it; sorted. */
  readonly uses: readonly string[];
  /** Whether `to` must be ready before `from` starts. */
  readonly waits: boolean;
}

/** The heading of a place. Some kinds name their things after themselves (`aws`). */
export const titleOf = ({ name, kind }: Pick<Box, "name" | "kind">): string =>
  name === kind ? name : `${name} · ${kind}`;

/** What an edge uses, in the fewest words: `url`, `/api/*`, `needs`. */
const useOf = ({ output, at }: Edge): string =>
  output || /^routes\.(.*)$/.exec(at)?.[1] || at.replace(/\[\d+\]/g, "");

const boxOf = (node: Node, childrenOf: (id: string) => readonly Node[]): Box => ({
  id: node.id,
  name: node.name,
  kind: node.kind,
  isPlanned: node.phase === "future",
  inside: childrenOf(node.id).map((child) => boxOf(child, childrenOf)),
});

/** The boxes and arrows of a system. */
export const graphOf = (system: System): Graph => {
  const children = Map.groupBy(system.nodes.values(), ({ parent }) => parent);
  const childrenOf = (id: string): readonly Node[] => children.get(id) ?? [];
  const edges = system.edges.filter(({ to }) => system.nodes.has(to));
  const pairs = Map.groupBy(edges, ({ from, to }) => JSON.stringify([from, to]));
  return {
    name: system.name,
    boxes: childrenOf("").map((node) => boxOf(node, childrenOf)),
    arrows: [...pairs.values()]
      .flatMap((edges) => {
        const [first] = edges;
        if (!first) return [];
        const uses = [...new Set(edges.map(useOf))].sort(compareText);
        return [{ from: first.from, to: first.to, uses, waits: edges.some(({ needs }) => needs) }];
      })
      .sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to)),
  };
};
