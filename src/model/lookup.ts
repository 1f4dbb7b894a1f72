import type { Node, System } from "./system.ts";

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

/** The nodes of one kind, by id. */
export const nodesOf = (system: System, kind: string): Node[] =>
  [...system.nodes.values()].filter((node) => node.kind === kind);
