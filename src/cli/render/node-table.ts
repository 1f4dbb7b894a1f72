import type { NodeView } from "#plinth/local/copies/view.ts";
import { countText, cpuText, memoryText, rateText, unknown } from "./amounts.ts";
import type { Colours } from "./colours.ts";
import { healthText, nodeStateText } from "./states.ts";
import { type Column, tableLines } from "./table.ts";

/** Whether something of it runs on this machine. */
export const runsHere = ({ state }: NodeView): boolean => state !== "place" && state !== "not-here";

const replicasText = ({ replicas, autoscaler }: NodeView, colours: Colours): string => {
  if (!replicas) return unknown;
  const { ready, wanted } = replicas;
  const text = `${ready}/${wanted}`;
  const range = autoscaler ? colours.dim(` of ${autoscaler.min}–${autoscaler.max}`) : "";
  const held = autoscaler?.heldAt === undefined ? "" : colours.yellow(" held");
  return `${ready < wanted ? colours.yellow(text) : text}${held || range}`;
};

const columnsOf = (
  names: ReadonlyMap<string, string>,
  colours: Colours,
): readonly Column<NodeView>[] => [
  { head: "name", cell: ({ id }) => colours.bold(names.get(id) ?? id) },
  { head: "kind", cell: ({ kind }) => kind, leaves: 5 },
  { head: "state", cell: ({ state }) => nodeStateText(state, colours) },
  { head: "health", cell: ({ health }) => healthText(health, colours), leaves: 6 },
  { head: "ready", cell: (node) => replicasText(node, colours) },
  { head: "cpu", cell: ({ cpuMilli }) => cpuText(cpuMilli), right: true, leaves: 3 },
  { head: "memory", cell: ({ memoryMib }) => memoryText(memoryMib), right: true, leaves: 4 },
  { head: "restarts", cell: ({ restarts }) => countText(restarts), right: true, leaves: 7 },
  { head: "req/s", cell: (node) => rateText(node.requestsPerSecond), right: true, leaves: 2 },
  { head: "endpoint", cell: ({ endpoints }) => endpoints[0] ?? unknown, leaves: 1 },
];

/** One line each for things that run here, under a line of headings. */
export const nodeTable = (
  nodes: readonly NodeView[],
  names: ReadonlyMap<string, string>,
  options: { readonly colours: Colours; readonly width: number },
): string[] => tableLines(columnsOf(names, options.colours), nodes, options);
