import type { Edge, Node, System } from "./system.ts";

/** The places a node stands in, from the nearest to the outermost. */
export const placesOf = (system: System, node: Pick<Node, "parent">): Node[] => {
  const places: Node[] = [];
  for (let at = system.nodes.get(node.parent); at; at = system.nodes.get(at.parent))
    places.push(at);
  return places;
};

/** How many availability zones the places around a node say they have; 1 where none says so. */
export const zonesOf = (system: System, node: Pick<Node, "parent">): number => {
  for (const { props } of placesOf(system, node)) {
    const zones = props.zones;
    if (typeof zones === "number") return zones;
    if (Array.isArray(zones)) return zones.length;
  }
  return 1;
};

/** A system's nodes in groups, each by id. */
interface Groups {
  readonly byKind: ReadonlyMap<string, readonly Node[]>;
  readonly byParent: ReadonlyMap<string, readonly Node[]>;
}

/** Nodes never change, so they are grouped once: a question for each of many stays linear. */
const known = new WeakMap<System["nodes"], Groups>();

const groupsOf = ({ nodes }: System): Groups => {
  const before = known.get(nodes);
  if (before) return before;
  const all = [...nodes.values()];
  const groups = {
    byKind: Map.groupBy(all, ({ kind }) => kind),
    byParent: Map.groupBy(all, ({ parent }) => parent),
  };
  known.set(nodes, groups);
  return groups;
};

/** The nodes of one kind, by id. */
export const nodesOf = (system: System, kind: string): readonly Node[] =>
  groupsOf(system).byKind.get(kind) ?? [];

/** The nodes that stand directly in a place, by id. */
export const nodesIn = (system: System, { id }: Pick<Node, "id">): readonly Node[] =>
  groupsOf(system).byParent.get(id) ?? [];

const knownEdges = new WeakMap<System["edges"], ReadonlyMap<string, readonly Edge[]>>();

/** The edges that go out of a node, in their order. */
export const edgesFrom = ({ edges }: System, { id }: Pick<Node, "id">): readonly Edge[] => {
  let groups = knownEdges.get(edges);
  if (groups === undefined) {
    groups = Map.groupBy(edges, ({ from }) => from);
    knownEdges.set(edges, groups);
  }
  return groups.get(id) ?? [];
};
