import type { Command } from "./command.ts";

/** Every verb, loaded when it is typed; in the order of the help. */
export const verbs: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  graph: () => import("./commands/graph.ts"),
};
