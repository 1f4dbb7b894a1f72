import { nodesOf } from "#plinth/model/lookup.ts";
import type { Node, System } from "#plinth/model/system.ts";

type Placed = Pick<Node, "id" | "parent">;

/** The account that a thing stands in: the outermost of its places. */
const accountOf = ({ id }: Placed): string => id.split("/")[0] ?? id;

/** What of one kind stands in a place, however deep, and is there now: planned things are not. */
export const within = (system: System, { id }: Pick<Node, "id">, kind: string): Node[] =>
  nodesOf(system, kind).filter((node) => node.phase === "current" && node.id.startsWith(`${id}/`));

/** What of one kind stands in the same account. */
export const besides = (system: System, node: Placed, kind: string): Node[] =>
  within(system, { id: accountOf(node) }, kind);

/** Names of availability zones: those written, else the first that the region has. */
export const zoneNames = (system: System, node: Placed): readonly string[] | undefined => {
  const zones = system.nodes.get(accountOf(node))?.props.zones;
  return Array.isArray(zones) ? zones : undefined;
};

/** The account that a thing stands in, or that it is. */
export const accountAround = (system: System, node: Placed): Node | undefined =>
  system.nodes.get(accountOf(node));

/** The region of the account that a thing stands in. */
export const regionOf = (system: System, node: Placed): string =>
  String(system.nodes.get(accountOf(node))?.props.region);
