import type { NodeView, SystemView } from "#plinth/local/copies/view.ts";
import { shortNames } from "./names.ts";
import { runsHere } from "./node-table.ts";

const isWell = ({ state }: NodeView): boolean =>
  state === "running" || state === "completed" || state === "stopped";

const sentence = (node: NodeView, names: ReadonlyMap<string, string>): string => {
  const name = names.get(node.id) ?? node.id;
  const needs = (node.waitingFor ?? []).map((id) => names.get(id) ?? id);
  if (needs.length > 0) return `${name} waits for ${needs.join(", ")}`;
  const { replicas, why, state } = node;
  const count = replicas ? `, ${replicas.ready} of ${replicas.wanted} ready` : "";
  return `${name} is ${state}${count}${why ? `: ${why}` : ""}`;
};

/** What is not as it should be, a sentence each: what everybody waits for. */
export const waitingLines = (view: Pick<SystemView, "nodes">): string[] => {
  const names = shortNames(view.nodes);
  return view.nodes
    .filter((node) => runsHere(node) && !isWell(node))
    .map((node) => sentence(node, names));
};
