import type { NodeView } from "#plinth/local/copies/view.ts";

/** The ends of an id, from the shortest: `time`, `main/time`, `vpc/main/time`, … */
const endsOf = (id: string): string[] => {
  const parts = id.split("/");
  return parts.map((_, i) => parts.slice(parts.length - 1 - i).join("/"));
};

/** For each id the shortest end that no other id has: what is shown, and what may be typed. */
export const shortNames = (nodes: readonly Pick<NodeView, "id">[]): ReadonlyMap<string, string> => {
  const count = new Map<string, number>();
  for (const end of nodes.flatMap(({ id }) => endsOf(id))) {
    count.set(end, (count.get(end) ?? 0) + 1);
  }
  return new Map(
    nodes.map(({ id }) => [id, endsOf(id).find((end) => count.get(end) === 1) ?? id] as const),
  );
};
