import type { Copy } from "#plinth/local/copies/copy.ts";
import type { CopyState, NodeState, NodeView } from "#plinth/local/copies/view.ts";
import type { Colours } from "./colours.ts";

type Colouring = "green" | "yellow" | "red" | "dim";

const nodeStates: Readonly<Record<NodeState, Colouring>> = {
  waiting: "yellow",
  starting: "yellow",
  running: "green",
  completed: "green",
  updating: "yellow",
  degraded: "red",
  failing: "red",
  failed: "red",
  stopping: "yellow",
  stopped: "dim",
  place: "dim",
  "not-here": "dim",
};

const copyStates: Readonly<Record<CopyState | Copy["state"], Colouring>> = {
  starting: "yellow",
  ready: "green",
  running: "green",
  degraded: "red",
  stopping: "yellow",
  stopped: "dim",
  orphaned: "red",
  damaged: "red",
};

const healths: Readonly<Record<NodeView["health"], Colouring>> = {
  healthy: "green",
  unhealthy: "red",
  unknown: "dim",
  none: "dim",
};

export const nodeStateText = (state: NodeState, colours: Colours): string =>
  colours[nodeStates[state]](state);

export const copyStateText = (state: CopyState | Copy["state"], colours: Colours): string =>
  colours[copyStates[state]](state);

export const healthText = (health: NodeView["health"], colours: Colours): string =>
  colours[healths[health]](health === "none" ? "–" : health);
